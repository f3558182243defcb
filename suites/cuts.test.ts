import t from 'tap'
import { everyOffset, pairs, singleCuts, structuralOffsets } from './cuts.ts'

const utf8 = new TextEncoder()

t.test('a short stream is cut at every byte', async (t) => {
  t.same(singleCuts(utf8.encode('data\n'), 's'), [[1], [2], [3], [4]])
  t.same(everyOffset(utf8.encode('')), [])
  t.same(everyOffset(utf8.encode('x')), [])
})

t.test('pieces of two bytes begin at the first byte or at the second', async (t) => {
  t.same(pairs(utf8.encode('data\n\n')), [
    [2, 4],
    [1, 3, 5],
  ])
  t.same(pairs(utf8.encode('abc')), [], 'a single cut is no pair')
})

t.test('structural cuts lie inside CRLF, characters, BOM, names and blank lines', async (t) => {
  const text = '\ufeffdata: é\r\n\r\n'
  const bytes = utf8.encode(text)
  t.same(structuralOffsets(bytes), everyOffset(bytes))
  t.same(structuralOffsets(utf8.encode(`data:${'x'.repeat(10)}\n`)), [1, 2, 3, 4, 5, 14 + 1])
})

t.test('a long stream is cut at its structure and at 64 seeded offsets', async (t) => {
  const bytes = utf8.encode(`data: ${'x'.repeat(5000)}\n\n`)
  const one = singleCuts(bytes, 'seed')
  t.same(one, singleCuts(bytes, 'seed'))
  t.not(JSON.stringify(one), JSON.stringify(singleCuts(bytes, 'other')))
  t.ok(one.length >= 60 && one.length <= 64 + structuralOffsets(bytes).length)
  t.ok(one.every(([offset = 0]) => offset > 0 && offset < bytes.length))
})
