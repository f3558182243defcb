import t from 'tap'
import { createSplitter } from './blocks.ts'

/** The blocks of a stream that comes in pieces of this size. */
const blocksOf = (text: string, size: number): readonly string[] => {
  const blocks: string[] = []
  const splitter = createSplitter(({ bytes }) => blocks.push(Buffer.from(bytes).toString()))
  const bytes = Buffer.from(text)
  for (let from = 0; from < bytes.length; from += size) splitter.push(bytes.subarray(from, from + size), 0)
  return [...blocks, Buffer.from(splitter.rest()).toString()]
}

const streams: readonly (readonly [stream: string, blocks: readonly string[]])[] = [
  ['data: a\n\ndata: b\n\n', ['data: a\n\n', 'data: b\n\n', '']],
  ['data: a\r\n\r\ndata: b\r\n\r\n', ['data: a\r\n\r\n', 'data: b\r\n\r\n', '']],
  ['data: a\r\rdata: b\r\r', ['data: a\r\r', 'data: b\r\r', '']],
  ['data: a\n\r\ndata: b\r\n\n', ['data: a\n\r\n', 'data: b\r\n\n', '']],
  [':\n\n\ndata: é', [':\n\n', '\n', 'data: é']],
]

for (const [stream, blocks] of streams) {
  t.test(`cut after each empty line: ${JSON.stringify(stream)}`, async (t) => {
    t.same(blocksOf(stream, 1000), blocks)
  })
}

t.test('the pieces make no difference, but for the LF of a CRLF that comes late', async (t) => {
  const joined = (blocks: readonly string[]) => blocks.map((block) => block.replaceAll('\r\n', '\n').replaceAll('\r', '\n'))
  for (const [stream, blocks] of streams)
    for (const size of [1, 2, 3]) t.same({ stream, size, blocks: joined(blocksOf(stream, size)) }, { stream, size, blocks: joined(blocks) })
})

t.test('what has not ended can be forgotten', async (t) => {
  const blocks: string[] = []
  const splitter = createSplitter(({ bytes }) => blocks.push(Buffer.from(bytes).toString()))
  splitter.push(Buffer.from('data: a\n'), 0)
  t.equal(splitter.pending, 8)
  splitter.drop()
  splitter.push(Buffer.from('data: b\n\n'), 0)
  t.same(blocks, ['data: b\n\n'])
})
