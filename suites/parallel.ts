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

/** The most of those that compute that are at work at the same time. */
const mostBusy = 16

/** Runs `act` over all items, `jobs` at a time: those that keep the machine busy get a share of them, beside those that wait. */
export const inShares = async <Item>(
  jobs: number,
  items: readonly Item[],
  isBusy: (item: Item) => boolean | undefined,
  act: (item: Item) => Promise<void>,
): Promise<void> => {
  const busy = items.filter(isBusy)
  const others = items.filter((item) => !isBusy(item))
  const share = others.length === 0 ? Math.min(jobs, mostBusy) : Math.min(Math.ceil(jobs / 4), mostBusy)
  const both = [() => inParallel(share, busy, act), () => inParallel(busy.length === 0 ? jobs : Math.max(1, jobs - share), others, act)]
  await inParallel(jobs, both, (one) => one())
}
