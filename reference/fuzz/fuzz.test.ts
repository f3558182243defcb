import { spawnSync } from 'node:child_process'
import { execPath } from 'node:process'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { bytesOf } from '../../spec/vector.ts'
import { vectors } from '../../spec/vectors.ts'
import { standard } from '../decoder/steps.ts'
import { decoderMutants } from '../mutants/decoder.ts'
import { compare } from './compare.tests.ts'
import { findDifference, shrunk, tell } from './fuzz.tests.ts'
import { type Heard, transcribe } from './transcription.tests.ts'

const seed = 20_261_122
const lastOf = (heard: Heard, what: string) => heard.findLast(([first]) => first === what)?.[1]

t.test('the transcription reads every vector as it is meant', async (t) => {
  for (const vector of vectors) {
    const heard = transcribe(bytesOf(vector))
    const events = heard.flatMap(([what, type, data, lastEventId]) => (what === 'event' ? [{ type, data, lastEventId }] : []))
    const retry = lastOf(heard, 'retry')
    const read = { events, lastEventId: lastOf(heard, 'id') ?? '', retry: retry === undefined ? null : Number(retry) }
    t.same(read, vector.decoded, vector.id)
  }
})

t.test('10,000 random streams in random pieces mean what the transcription says', async (t) => {
  const found = findDifference(standard, { streams: 10_000, seed })
  t.equal(found && tell(shrunk(standard, found.difference)), undefined)
})

t.test('random streams tell nearly every mutant from the standard', async (t) => {
  const missed = decoderMutants.filter(({ steps }) => !findDifference(steps, { streams: 4000, seed }))
  t.ok(missed.length <= decoderMutants.length * 0.03, `missed: ${missed.map(({ id }) => id).join(', ')}`)
})

t.test('a difference is shrunk to the bytes that make it, and told', async (t) => {
  const { steps } = decoderMutants.find(({ id }) => id === 'crlf-split') ?? { steps: standard }
  const found = findDifference(steps, { streams: 4000, seed })
  if (!found) return t.fail('nothing to shrink')
  const small = shrunk(steps, found.difference)
  t.equal(
    tell(small),
    `bytes     'data' | '\\n'
base64    ZGF0YQo=
compared  at the end
expected  []
actual    [["event","message","",""]]
`,
  )
  t.ok(compare(steps, small.delivery))
  t.notOk(compare(standard, small.delivery))
})

t.test('the command says how many streams of which seed it compared', async (t) => {
  const main = fileURLToPath(import.meta.resolve('./main.tests.js'))
  const fuzz = (...args: readonly string[]) => spawnSync(execPath, [main, ...args], { encoding: 'utf8' })
  t.match(fuzz('300', '7'), { status: 0, stdout: /^300 random streams, seed 7\n.*agree on all of them; [\d,]+ streams\/s\n$/ })
  t.match(fuzz('0'), { status: 2 })
  t.match(fuzz('300', 'x'), { status: 2, stdout: /whole numbers/ })
})
