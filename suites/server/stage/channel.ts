import { setTimeout as pause } from 'node:timers/promises'
import type { EventInput } from '../../../spec/event.ts'
import { Unobserved, Violation } from '../../expect.ts'
import type { Written } from '../../targets/encode-all.ts'
import type { Hook } from '../../targets/hook/hook.ts'
import type { DataForm } from '../../targets/target.ts'
import type { Block } from './blocks.ts'
import { unwrappedBlock } from './data-form.ts'
import { createFeed, type Refusal, shown } from './feed.ts'
import type { Subscribe } from './inbox.ts'
import { common, createNoise } from './noise.ts'
import { type Temper, withoutCopies } from './temper.ts'

/** A publish hook and a stream that brings what it takes, so that a server can be asked like an encoder. */
export type Channel = {
  /** What the stream brings for these events, one after another up to the first that is refused. */
  write(events: readonly EventInput[], signal: AbortSignal): Promise<Written>
  /** How data comes back; asks for an event the first time. Nothing where that cannot be told. */
  form(signal: AbortSignal): Promise<DataForm | undefined>
  /** What becomes of events that are published one after another. */
  temper(signal: AbortSignal): Promise<Temper>
  /** Keys that the hook has named as ignored. */
  readonly ignored: ReadonlySet<string>
  close(): Promise<void>
}

export type ChannelOptions = {
  readonly hook: Hook
  readonly subscribe: Subscribe
  /** How the data comes back, where the configuration says so. */
  readonly form: DataForm | undefined
  /** How long an event may take to arrive, in milliseconds. */
  readonly patience: number
  /** A text that occurs nowhere else. */
  readonly nonce: string
}

export const createChannel = (options: ChannelOptions): Channel => {
  const { patience } = options
  const stream = createFeed(options)
  const noise = createNoise()
  /** What comes between these events and a mark that is published after them. */
  const window = async (events: readonly EventInput[], signal: AbortSignal): Promise<Window | undefined> => {
    const reader = await stream.ready(signal)
    for (const block of reader.take()) noise.learn(block)
    const refusal = await stream.publish(events, signal)
    const blocks = await reader.upToMark(signal).catch(stream.onSilence)
    return blocks && { refusal, blocks: withoutCopies(blocks, reader.temper()).filter((block) => !noise.has(block)) }
  }
  /** Learns what comes while nobody asks, for a time in milliseconds. */
  const listen = async (ms: number, signal: AbortSignal): Promise<void> => {
    const reader = await stream.ready(signal)
    await pause(ms, undefined, { signal })
    for (const block of reader.take()) noise.learn(block)
  }
  /**
   * The same; where more comes than was asked for, asked twice: what a server sends of its own accord rarely comes both times.
   * Where that took so long that it does, it comes too while nobody asks.
   */
  const clear = async (events: readonly EventInput[], signal: AbortSignal): Promise<Window> => {
    const from = performance.now()
    const first = await window(events, signal)
    if (first && first.blocks.length <= events.length) return first
    const second = await window(events, signal)
    if (!second) throw new Violation(`the stream ends when ${shown(events)} is published`, { actual: stream.ending() })
    const blocks = first ? common(first.blocks, second.blocks) : second.blocks
    if (blocks.length > events.length) await listen(Math.min(2 * (performance.now() - from), patience / 4), signal)
    return { ...(first ?? second), blocks: blocks.filter((block) => !noise.has(block)) }
  }
  return {
    ignored: stream.ignored,
    form: async (signal) => options.form ?? (await stream.ready(signal)).form(),
    temper: async (signal) => (await stream.ready(signal)).temper(),
    async write(events, signal) {
      const { refusal, blocks } = await clear(events, signal)
      if (refusal) return refusedBy(refusal, events)
      const form = options.form ?? (await stream.ready(signal)).form() ?? 'text'
      return { bytes: Buffer.concat(blocks.map(({ bytes }) => unwrappedBlock(form, bytes))) }
    },
    close: stream.close,
  }
}

type Window = { readonly refusal: Refusal | undefined; readonly blocks: readonly Block[] }

const refusedBy = ({ outcome, reason }: Refusal, events: readonly EventInput[]): Written => {
  if (outcome === 'refused') return { refused: reason }
  if (outcome === 'unable')
    throw new Unobserved(`not observed: ${reason}`, 'a publish hook that takes events of every size, as fast as they come')
  throw new Violation(`${reason}; it neither takes ${shown(events)} nor refuses it`)
}
