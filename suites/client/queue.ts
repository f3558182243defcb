/** What has come and is waited for, in its order. What was passed over is not looked at again. */
export type Queue<Item> = {
  readonly items: readonly Item[]
  /** Those that nobody has taken yet. */
  rest(): readonly Item[]
  push(item: Item): void
  /** How many of them. */
  waiting(): number
  /** Passes over all that have come. */
  skip(): void
  /** Lets go of those that were taken, but for the last, and gives them. */
  forget(): readonly Item[]
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
    waiting: () => items.length - taken,
    push(item) {
      items.push(item)
      wake()
    },
    skip() {
      taken = items.length
    },
    forget() {
      const gone = items.splice(0, Math.max(0, taken - 1))
      taken -= gone.length
      return gone
    },
    fail(error) {
      failure ??= error
      wake()
    },
    take: (fits, wait) =>
      settled(waiting, wait, (resolve, reject) => {
        const found = seek(fits)
        if (found !== undefined) resolve(found)
        else if (failure) reject(failure)
      }),
  }
}

type Look<Item> = (resolve: (item: Item) => void, reject: (error: Error) => void) => void

/** Looks now, and whenever those that wait are told to, until it has found what settles it. */
const settled = <Item>(waiting: Set<() => void>, { milliseconds, signal, late }: Wait, see: Look<Item>): Promise<Item> =>
  new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', onAbort)
      waiting.delete(look)
      act()
    }
    const fail = (error: Error) => settle(() => reject(error))
    const look = () => see((item) => settle(() => resolve(item)), fail)
    const onAbort = () => fail(signal.reason)
    const timer = setTimeout(() => fail(late()), milliseconds).unref()
    waiting.add(look)
    signal.addEventListener('abort', onAbort)
    if (signal.aborted) onAbort()
    else look()
  })
