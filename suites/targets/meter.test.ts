import t from 'tap'
import { bytesAsJson, createMeter } from './meter.ts'

t.test('a meter takes things up to their number, and up to the characters in them', async (t) => {
  const meter = createMeter({ things: 3, characters: 10 })
  t.same(
    [1, 1, 1, 1].map((size) => meter.takes(size)),
    [true, true, true, false],
  )
  t.same(meter.read(), { things: 4, characters: 4 })
  meter.reset()
  t.same(
    [10, 1].map((size) => meter.takes(size)),
    [true, false],
  )
})

t.test('whatever has no more characters fits in its bytes as JSON', async (t) => {
  t.ok(JSON.stringify('\0'.repeat(100)).length <= bytesAsJson({ things: 1, characters: 100 }))
})
