import { cpus } from 'node:os'

/** Runs `act` over all items, `jobs` at a time; the results are in the order of the items. */
export const inParallel = async <Item, Result>(
  jobs: number,
  items: readonly Item[],
  act: (item: Item, index: number) => Promise<Result>,
): Promise<readonly Result[]> => {
  const results: Result[] = []
  const queue = items.entries()
  const work = async () => {
    for (const [index, item] of queue) results[index] = await act(item, index)
  }
  await Promise.all(Array.from({ length: Math.min(jobs, items.length) }, work))
  return results
}

/** How many of those that keep the machine busy begin at the same time. */
const mostBusy = 16

/**
 * Runs `act` over all items, `jobs` at a time. Those that keep the machine busy begin with a share of them, beside those that wait,
 * since each would take as long as all; where the machine has room all the same, they get more.
 */
export const inShares = async <Item>(
  jobs: number,
  items: readonly Item[],
  isBusy: (item: Item) => boolean | undefined,
  act: (item: Item) => Promise<void>,
  hasRoom?: () => boolean,
): Promise<void> => {
  const busy = items.filter(isBusy)
  if (busy.length === 0) return void (await inParallel(jobs, items, act))
  const others = items.filter((item) => !isBusy(item))
  const share = Math.min(others.length === 0 ? jobs : Math.ceil(jobs / 4), mostBusy)
  const isRoomy = hasRoom ?? createIdleness()
  let waiting = 0
  const wait = async (item: Item) => {
    waiting += 1
    await act(item).finally(() => {
      waiting -= 1
    })
  }
  const both = [
    () => inGrowing(share, () => (isRoomy() ? jobs - waiting : 0), busy, act),
    () => inParallel(Math.max(1, jobs - share), others, wait),
  ]
  await inParallel<() => Promise<unknown>, unknown>(jobs, both, (one) => one()) // one after the other where there is but one job
}

/** How often it is seen whether there is room for more, in milliseconds, and for how many more at once. */
const growth = { every: 250, by: 4 } as const

/** Runs `act` over all items, `least` at a time, and more as long as `most` allows. */
const inGrowing = async <Item>(least: number, most: () => number, items: readonly Item[], act: (item: Item) => Promise<void>) => {
  const queue = items.values()
  const work = async () => {
    for (const item of queue) await act(item)
  }
  const workers: Promise<void>[] = []
  const add = (count: number) => {
    for (let left = count; left > 0; left -= 1) {
      const worker = work()
      worker.catch(() => {}) // it is waited for below, in its turn
      workers.push(worker)
    }
  }
  add(least)
  const timer = setInterval(() => add(Math.min(growth.by, most() - workers.length)), growth.every)
  try {
    for (const worker of workers) await worker
  } finally {
    clearInterval(timer)
  }
}

/** Whether a third of what the processors could do was left undone since it was asked last. */
const createIdleness = () => {
  let before = processorTimes()
  return (): boolean => {
    const now = processorTimes()
    const share = (now.idle - before.idle) / (now.all - before.all)
    before = now
    return share > 1 / 3
  }
}

const processorTimes = () => {
  const times = cpus().map((one) => one.times)
  const idle = times.reduce((sum, one) => sum + one.idle, 0)
  return { idle, all: times.reduce((sum, one) => sum + one.idle + one.user + one.nice + one.sys + one.irq, 0) }
}
