import t from 'tap'
import { inParallel } from './parallel.ts'

t.test('results come in the order of the items, never more at once than allowed', async (t) => {
  let running = 0
  let most = 0
  const results = await inParallel(2, [3, 1, 2, 0], async (turns, index) => {
    running += 1
    most = Math.max(most, running)
    for (let turn = 0; turn < turns; turn += 1) await Promise.resolve()
    running -= 1
    return `${index}:${turns}`
  })
  t.same(results, ['0:3', '1:1', '2:2', '3:0'])
  t.equal(most, 2)
})
