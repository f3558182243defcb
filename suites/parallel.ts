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
