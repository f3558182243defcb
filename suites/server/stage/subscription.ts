import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
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
  /** From the next piece on nothing is read, until it is resumed or closed. */
  pause(): void
  resume(): void
  close(): Promise<void>
  /** Closes the connection with a reset; false where it can send none, and is closed otherwise. */
  reset(): Promise<boolean>
}

/** The largest block that is read, in bytes. */
const largest = 16 * 1024 ** 2

/** Asks for a stream, and tells each block of it. */
export const subscribe = (door: Door, ask: (version: '1.1' | '2') => WireRequest, onBlock: (block: Block) => void): Subscription => {
  const leaving = new AbortController()
  const bell = createBell()
  const gate = createGate()
  const opening = createLatch<WireHead | undefined>()
  let [isOver, limit, socket]: [boolean, string?, Socket?] = [false]
  const splitter = createSplitter(onBlock)
  const ended = visit(door, ask, {
    headSignal: leaving.signal,
    staySignal: () => leaving.signal,
    onProgress: ({ head }) => opening.open(head),
    pause: gate.passed,
    onConnected(connected) {
      socket = connected
    },
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
  const close = async () => {
    leaving.abort()
    gate.open()
    await ended
  }
  return {
    opened: opening.promise,
    ended,
    isOver: () => isOver,
    news: bell.heard,
    rest: splitter.rest,
    dropRest: splitter.drop,
    limit: () => limit,
    pause: gate.shut,
    resume: gate.open,
    close,
    reset: () => reset(socket, close),
  }
}

const reset = async (socket: Socket | undefined, close: () => Promise<void>): Promise<boolean> => {
  const canReset = socket !== undefined && !(socket instanceof TLSSocket) // it would have to go around TLS
  if (canReset) socket.resetAndDestroy()
  await close()
  return canReset
}

/** Lets through, or keeps whoever would pass waiting. */
const createGate = () => {
  let latch: ReturnType<typeof createLatch<void>> | undefined
  return {
    passed: async () => latch?.promise,
    shut() {
      latch ??= createLatch<void>()
    },
    open() {
      latch?.open()
      latch = undefined
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
