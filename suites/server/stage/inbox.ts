import type { VisitEnd } from '../visit.ts'
import type { Block } from './blocks.ts'
import type { Subscription } from './subscription.ts'

/** One stream, and the blocks of it that nobody has taken yet. */
export type Inbox = {
  readonly isOver: () => boolean
  /** How the stream has ended, as a sentence. */
  readonly ending: () => string
  /** How much has come so far, in bytes. */
  readonly received: () => number
  /** The first so many blocks, or all; they are gone then. */
  take(count?: number): readonly Block[]
  /** Where a text stands among the blocks, once it does; nothing where the stream ends or the signal aborts before. */
  arrival(text: string, signal: AbortSignal): Promise<number | undefined>
  at(place: number): Block | undefined
  /** Whether a text has come in a block that has not ended. */
  pends(text: string): boolean
  /** What has come of a block that has not ended, once it holds the text, which is taken; nothing where the stream ends or the signal aborts before. */
  unfinished(text: string, signal: AbortSignal): Promise<Block | undefined>
  close(): Promise<void>
}

export type Subscribe = (onBlock: (block: Block) => void) => Subscription

/** The most that is kept of a stream before somebody takes it, in bytes; beyond, the oldest is forgotten. */
const most = 64 * 1024 ** 2

export const createInbox = (subscribe: Subscribe): Inbox => {
  let [blocks, size, received]: [Block[], number, number] = [[], 0, 0]
  let end: VisitEnd | undefined
  const stream = subscribe((block) => {
    blocks.push(block)
    size += block.bytes.length
    received += block.bytes.length
    while (size > most) size -= blocks.shift()?.bytes.length ?? size
  })
  void stream.ended.then((visit) => {
    end = visit.end
  })
  const seen = async <Found>(find: () => Found | undefined, signal: AbortSignal): Promise<Found | undefined> => {
    for (;;) {
      const found = find()
      if (found !== undefined || stream.isOver() || signal.aborted) return found
      await stream.news(signal)
    }
  }
  return {
    isOver: stream.isOver,
    ending: () => (end ? ('reason' in end ? end.reason : 'the server ends it') : 'it is open'),
    received: () => received + stream.rest().length,
    pends: (text) => holds({ bytes: stream.rest() }, text),
    close: stream.close,
    at: (place) => blocks[place],
    take(count = blocks.length) {
      const taken = blocks.slice(0, count)
      blocks = blocks.slice(count)
      size = blocks.reduce((sum, { bytes }) => sum + bytes.length, 0)
      return taken
    },
    arrival: (text, signal) =>
      seen(() => {
        const place = blocks.findIndex((block) => holds(block, text))
        return place < 0 ? undefined : place
      }, signal),
    unfinished: (text, signal) =>
      seen(() => {
        const bytes = stream.rest()
        if (!holds({ bytes }, text)) return undefined
        stream.dropRest()
        return { bytes, at: performance.now() }
      }, signal),
  }
}

/** Whether a block holds a text of ASCII characters. */
export const holds = ({ bytes }: Pick<Block, 'bytes'>, text: string): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(text)

/** The lines before the one that holds a text of ASCII characters, as they came; nothing where none does. */
export const linesBefore = (bytes: Uint8Array, text: string): Uint8Array => {
  const before = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const upTo = before.subarray(0, Math.max(0, before.indexOf(text)))
  return upTo.subarray(0, Math.max(upTo.lastIndexOf('\n'), upTo.lastIndexOf('\r')) + 1)
}
