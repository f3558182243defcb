import { timedSignal } from '../../deadline.ts'
import type { Block } from './blocks.ts'
import type { Inbox } from './inbox.ts'

/** Publishes a text that was not there before, and says which. */
export type Mark = (signal: AbortSignal) => Promise<string>

export type Ends = ReturnType<typeof createEnds>

/** How events end: `whole` as they are to; `lagging`, when the next one comes; `unfinished`, never, so that only their lines can be told. */
type Ending = 'whole' | 'lagging' | 'unfinished'

/** Waits for marks, and finds out how events end where they do not end by themselves. */
export const createEnds = (inbox: Inbox, mark: Mark, patience: number) => {
  let ending: Ending = 'whole'
  const arrived = (text: string, ms: number, signal: AbortSignal) => waiting(ms, signal, (timed) => inbox.arrival(text, timed))
  return {
    arrived,
    /** Where the block of a mark stands, once it does. */
    async placeOf(text: string, signal: AbortSignal): Promise<number | undefined> {
      if (ending === 'whole') {
        const place = await arrived(text, patience / 2, signal)
        signal.throwIfAborted()
        if (place !== undefined || inbox.isOver()) return place
        if (!inbox.pends(text)) {
          const late = await arrived(text, patience / 2, signal)
          signal.throwIfAborted()
          if (late !== undefined || inbox.isOver()) return late
        }
      }
      if (ending === 'unfinished') return undefined
      await mark(signal)
      const place = await arrived(text, patience / 4, signal)
      signal.throwIfAborted()
      if (place !== undefined) ending = 'lagging'
      return place
    },
    /** What has come of a block that holds a mark and does not end; nothing of it is left. */
    async unfinished(text: string, signal: AbortSignal): Promise<Block | undefined> {
      const block = await waiting(patience / 4, signal, (timed) => inbox.unfinished(text, timed))
      if (block) ending = 'unfinished'
      return block
    },
  }
}

const waiting = async <Result>(ms: number, parent: AbortSignal, act: (signal: AbortSignal) => Promise<Result>): Promise<Result> => {
  const timed = timedSignal(Math.max(0, ms), new Error('the wait is over'), parent)
  try {
    return await act(timed.signal)
  } finally {
    timed.release()
  }
}
