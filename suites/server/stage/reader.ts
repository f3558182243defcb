import { readBack } from '../../encoder/read-back.ts'
import type { DataForm } from '../../targets/target.ts'
import type { Block } from './blocks.ts'
import { formOf } from './data-form.ts'
import { createEnds, type Mark } from './ends.ts'
import { createInbox, holds, type Inbox, linesBefore, type Subscribe } from './inbox.ts'
import { likenessOf } from './noise.ts'
import { orderly, type Temper, tryOut } from './temper.ts'

/** A stream, and marks that are published to know how far it has come. */
export type Reader = {
  /** Waits until a mark has come through, or the stream is over. */
  catchUp(signal: AbortSignal): Promise<void>
  /** The blocks that have come and were not taken yet. */
  take(): readonly Block[]
  /** Publishes a mark, and takes the blocks that come before it; nothing where the stream ends instead. */
  upToMark(signal: AbortSignal): Promise<readonly Block[] | undefined>
  readonly isOver: () => boolean
  /** How the data of the marks came back. */
  readonly form: () => DataForm | undefined
  /** Known once it has caught up. */
  readonly temper: () => Temper
  /** How the stream has ended, as a sentence. */
  readonly ending: () => string
  close(): Promise<void>
}

export type ReaderOptions = {
  readonly subscribe: Subscribe
  readonly mark: Mark
  /** How long a mark may take to arrive, in milliseconds. */
  readonly patience: number
  /** What all marks begin with, and nothing else holds. */
  readonly nonce: string
}

/** A mark was published, and did not come. */
export class Silence extends Error {
  override readonly name = 'Silence'

  constructor(ms: number) {
    super(`nothing comes on the stream for ${Math.round(ms / 100) / 10} s`)
  }
}

/** How long a first mark may take before another is sent, in milliseconds: a server may register a stream after it has answered. */
const firstPause = 200

export const createReader = ({ subscribe, mark, patience, nonce }: ReaderOptions): Reader => {
  const inbox = createInbox(subscribe)
  const ends = createEnds(inbox, mark, patience)
  let form: DataForm | undefined
  let usual = ''
  let temper = orderly
  const clean = (blocks: readonly Block[]) => blocks.flatMap((block) => withoutMarks(block, nonce, usual))
  /** One more mark; whether it, or one before it, has come within `ms`. */
  const tryOnce = async (ms: number, signal: AbortSignal): Promise<boolean> => {
    const text = await mark(signal)
    const place = await ends.arrived(nonce, ms, signal)
    signal.throwIfAborted()
    if (place === undefined) return false
    form ??= formIn(inbox.at(place)?.bytes, nonce)
    await ends.arrived(text, 1000, signal)
    usual = likenessOf({ bytes: linesBefore(inbox.take().at(-1)?.bytes ?? new Uint8Array(), nonce) })
    return true
  }
  return {
    isOver: inbox.isOver,
    temper: () => temper,
    form: () => form,
    ending: inbox.ending,
    close: inbox.close,
    take: () => clean(inbox.take()),
    async catchUp(signal) {
      const until = performance.now() + patience
      for (let next = firstPause; !inbox.isOver(); next *= 2) {
        if (await tryOnce(Math.min(next, until - performance.now()), signal)) {
          temper = await tryOut({ inbox, ends, mark, nonce }, signal)
          return
        }
        const unfinished = next > firstPause ? await ends.unfinished(nonce, signal) : undefined
        form ??= unfinished && formIn(Buffer.concat([unfinished.bytes, Buffer.from('\n\n')]), nonce)
        if (unfinished) return
        if (performance.now() >= until) throw new Silence(patience)
      }
    },
    async upToMark(signal) {
      const text = await mark(signal)
      const place = await ends.placeOf(text, signal)
      if (place !== undefined) return clean(inbox.take(place + 1))
      if (inbox.isOver()) return undefined
      const unfinished = await ends.unfinished(text, signal)
      if (unfinished) return clean([...inbox.take(), { ...unfinished, bytes: linesBefore(unfinished.bytes, text) }])
      return silenceOn(inbox, patience)
    },
  }
}

const silenceOn = async (inbox: Inbox, ms: number): Promise<never> => {
  await inbox.close() // the next one to ask gets a stream that nothing has gone wrong with
  throw new Silence(ms)
}

/** Nothing of the block of a mark, but what stands before it and is not `usual` there: it should have been a block of its own. */
const withoutMarks = (block: Block, nonce: string, usual: string): readonly Block[] => {
  if (!holds(block, nonce)) return [block]
  const before = { ...block, bytes: linesBefore(block.bytes, nonce) }
  return likenessOf(before) !== usual && /^(?:data\b|:)/m.test(textOf(before.bytes)) ? [before] : []
}

const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')

/** How the data of a mark has come back. */
const formIn = (bytes: Uint8Array | undefined, nonce: string): DataForm | undefined => {
  const data = bytes && readBack(bytes).events[0]?.data
  const text = data === undefined ? undefined : new RegExp(`${nonce}-\\d+;`).exec(data)?.[0]
  return data === undefined || text === undefined ? undefined : formOf(data, text)
}
