import t from 'tap'
import { createLatch } from './latch.ts'
import { inParallel, inShares } from './parallel.ts'

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

/** How many of each kind were at work at the same time at most. */
const crowdOf = async (jobs: number, busy: number, waiting: number) => {
  const running = { busy: 0, waiting: 0 }
  const most = { busy: 0, waiting: 0, both: 0 }
  const items = [...Array<'busy'>(busy).fill('busy'), ...Array<'waiting'>(waiting).fill('waiting')]
  await inShares(
    jobs,
    items,
    (kind) => kind === 'busy',
    async (kind) => {
      running[kind] += 1
      most[kind] = Math.max(most[kind], running[kind])
      most.both = Math.max(most.both, running.busy + running.waiting)
      for (let turn = 0; turn < 5; turn += 1) await Promise.resolve()
      running[kind] -= 1
    },
    () => false,
  )
  return most
}

t.test('those that compute get more where the machine has room', async (t) => {
  const all = createLatch<true>()
  let running = 0
  const act = async () => {
    running += 1
    if (running === 20) all.open(true)
    await all.promise
  }
  await inShares(
    20,
    Array(40).fill('busy'),
    () => true,
    act,
    () => true,
  )
  t.equal(running, 40)
})

t.test('those that compute get a share of the jobs, or all where nobody waits, and never many', async (t) => {
  t.same(await crowdOf(8, 40, 40), { busy: 2, waiting: 6, both: 8 })
  t.same(await crowdOf(1, 4, 4), { busy: 1, waiting: 1, both: 1 })
  t.same(await crowdOf(8, 40, 0), { busy: 8, waiting: 0, both: 8 })
  t.same(await crowdOf(8, 0, 40), { busy: 0, waiting: 8, both: 8 })
  t.same(await crowdOf(128, 400, 400), { busy: 16, waiting: 112, both: 128 })
})
