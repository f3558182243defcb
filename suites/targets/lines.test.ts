import t from 'tap'
import { createLines } from './lines.ts'

const read = (longest: number, pieces: readonly (string | Uint8Array)[]) => {
  const told: string[] = []
  const lines = createLines(
    longest,
    (line) => told.push(line),
    () => told.push('(endless)'),
  )
  for (const piece of pieces) lines.push(Buffer.from(piece as string))
  return told
}

t.test('lines end at LF, wherever the bytes are cut', async (t) => {
  t.same(read(100, ['a', 'b\nc\n\nd']), ['ab', 'c', ''])
})

t.test('a character that is cut is put together', async (t) => {
  const [first, ...rest] = Buffer.from('☃\n')
  t.same(read(100, [Uint8Array.of(first as number), Uint8Array.from(rest)]), ['☃'])
})

t.test('bytes that are no UTF-8 do not end the reading', async (t) => {
  t.same(read(100, [Uint8Array.of(0xff, 0x0a), 'b\n']), ['\ufffd', 'b'])
})

t.test('an endless line is told of once, and nothing after it is read', async (t) => {
  t.same(read(4, ['ab\n', 'abc', 'de', 'f\ng\n']), ['ab', '(endless)'])
})
