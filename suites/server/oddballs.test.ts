import { PassThrough } from 'node:stream'
import { deflateRawSync } from 'node:zlib'
import t from 'tap'
import { readContent } from '../wire/http1/content.ts'
import { createIntake } from '../wire/intake.ts'
import { readsOf } from '../wire/reads.ts'
import { CodingError, decodingOf } from './coding.ts'

const deadline = { timeout: 10_000 }

for (const [coding, bytes] of [
  ['gzip', Buffer.from('data: plain\n\n')],
  ['deflate', deflateRawSync('data: x\n\n')],
  ['br', Buffer.from('data: plain\n\n')],
] as const) {
  t.test(`refuses content that is not ${coding}, and does not wait for a decoder that broke`, deadline, async (t) => {
    const decoding = decodingOf([coding], () => {}, new AbortController().signal)
    await t.rejects(async () => decoding?.push(bytes), CodingError)
    await t.rejects(async () => decoding?.push(bytes), CodingError)
    decoding?.close()
  })
}

t.test('reads a size of a chunk with any number of leading zeros', deadline, async (t) => {
  const wire = new PassThrough()
  const reads = readsOf(wire, new AbortController().signal)
  wire.end('00000000000000000003\r\nabc\r\n000\r\n\r\n')
  const { how } = await readContent(createIntake(reads), { kind: 'chunked' }, () => {})
  reads.release()
  t.equal(how, 'complete')
})
