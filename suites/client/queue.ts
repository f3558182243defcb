/** What has come and is waited for, in its order. What was passed over is not looked at again. */
export type Queue<Item> = {
  readonly items: readonly Item[]
  /** Those that nobody has taken yet. */
  rest(): readonly Item[]
  push(item: Item): void
  /** Every wait ends with this error from now on, once it has seen all that had come. */
  fail(error: Error): void
  /** The next item that fits; rejects with `late()` after so many milliseconds, or with the reason of the signal. */
  take(fits: (item: Item) => boolean, wait: Wait): Promise<Item>
}

export type Wait = { readonly milliseconds: number; readonly signal: AbortSignal; readonly late: () => Error }

export const createQueue = <Item>(): Queue<Item> => {
  const items: Item[] = []
  const waiting = new Set<() => void>()
  let failure: Error | undefined
  let taken = 0
  const wake = () => {
    for (const look of [...waiting]) look()
  }
  const seek = (fits: (item: Item) => boolean): Item | undefined => {
    while (taken < items.length) {
      const item = items[taken++] as Item
      if (fits(item)) return item
    }
    return undefined
  }
  return {
    items,
    rest: () => items.slice(taken),
    push(item) {
      items.push(item)
      wake()
    },
    fail(error) {
      failure ??= error
      wake()
    },
    take: (fits, { milliseconds, signal, late }) =>
      new Promise((resolve, reject) => {
        const settle = (act: () => void) => {
          clearTimeout(timer)
          signal.removeEventListener('abort', onAbort)
          waiting.delete(look)
          act()
        }
        const look = () => {
          const found = seek(fits)
          if (found !== undefined) settle(() => resolve(found))
          else if (failure) settle(() => reject(failure))
        }
        const onAbort = () => settle(() => reject(signal.reason))
        const timer = setTimeout(() => settle(() => reject(late())), milliseconds).unref()
        waiting.add(look)
        signal.addEventListener('abort', onAbort)
        if (signal.aborted) onAbort()
        else look()
      }),
  }
}
