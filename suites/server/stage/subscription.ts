import { createLatch } from '../../latch.ts'
import type { Door } from '../../wire/connect.ts'
import type { WireHead, WireRequest } from '../../wire/wire.ts'
import { type Visit, visit } from '../visit.ts'
import { type Block, createSplitter } from './blocks.ts'

/** A stream that is read as it comes. One owner, which closes it. */
export type Subscription = {
  /** Settles when there is a head, or when it is clear that there will be none. */
  readonly opened: Promise<WireHead | undefined>
  /** Settles when the response is over, or was left. */
  readonly ended: Promise<Visit>
  readonly isOver: () => boolean
  /** Settles when something has come since the last call, when the stream is over, or when the signal aborts: never rejects. */
  news(signal: AbortSignal): Promise<void>
  /** What has come of a block that has not ended. */
  rest(): Uint8Array
  /** Forgets that. */
  dropRest(): void
  /** Why no more is read: a block is larger than the kit reads. */
  readonly limit: () => string | undefined
  close(): Promise<void>
}

/** The largest block that is read, in bytes. */
const largest = 16 * 1024 ** 2

/** Asks for a stream, and tells each block of it. */
export const subscribe = (door: Door, ask: (version: '1.1' | '2') => WireRequest, onBlock: (block: Block) => void): Subscription => {
  const leaving = new AbortController()
  const bell = createBell()
  const opening = createLatch<WireHead | undefined>()
  let [isOver, limit]: [boolean, string | undefined] = [false, undefined]
  const splitter = createSplitter(onBlock)
  const ended = visit(door, ask, {
    headSignal: leaving.signal,
    staySignal: () => leaving.signal,
    onProgress: ({ head }) => opening.open(head),
    take(bytes, at) {
      if (limit !== undefined) return
      splitter.push(bytes, at)
      if (splitter.pending > largest) {
        limit = 'a block is larger than 16 MB'
        leaving.abort()
      }
      bell.ring()
    },
  }).finally(() => {
    isOver = true
    opening.open(undefined)
    bell.ring()
  })
  return {
    opened: opening.promise,
    ended,
    isOver: () => isOver,
    news: bell.heard,
    rest: splitter.rest,
    dropRest: splitter.drop,
    limit: () => limit,
    async close() {
      leaving.abort()
      await ended
    },
  }
}

/** Wakes whoever waits; a ring that nobody waited for is heard by the next. */
export const createBell = () => {
  let wake: (() => void) | undefined
  let hasRung = false
  return {
    ring() {
      hasRung = true
      wake?.()
    },
    heard: (signal: AbortSignal): Promise<void> =>
      new Promise((resolve) => {
        const settle = () => {
          wake = undefined
          hasRung = false
          signal.removeEventListener('abort', settle)
          resolve()
        }
        if (hasRung || signal.aborted) return settle()
        wake = settle
        signal.addEventListener('abort', settle, { once: true })
      }),
  }
}
