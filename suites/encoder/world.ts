import type { EventInput } from '../../spec/event.ts'
import type { ReadBack } from './read-back.ts'
import type { Values } from './values.ts'

/** What an encoder case holds in its hands. Each call throws what came of it when that breaks the clause. */
export type EncoderWorld = {
  /**
   * Each event is taken, and read back as it was given; CR and CRLF in data as LF. Data with a CR, which no reader ever gets back,
   * may be refused while the same with LF is taken. Tried together and, to find the smallest, alone.
   */
  carries(events: Values<EventInput>): Promise<void>
  /**
   * No event with something that the format cannot carry does harm: it is refused or dropped, while the same event with
   * something harmless in its place is taken before and after, or what is written passes `check` beside what is written for the harmless one.
   */
  contains(hostile: Values<Hostile>, check: (written: Neutralised) => void): Promise<void>
  /** What a reader makes of the stream of these events; a refusal is a violation. */
  write(events: readonly EventInput[]): Promise<ReadBack>
  /** The same; nothing when the target refuses. */
  tryToWrite(events: readonly EventInput[]): Promise<ReadBack | undefined>
  /** Fails with the smallest event that `check` does not like when it is written alone. */
  every(events: Values<EventInput>, check: (read: ReadBack) => void): Promise<void>
}

/** An event with something that the format cannot carry, and the same with something harmless in its place. */
export type Hostile = { readonly event: EventInput; readonly harmless: EventInput }

/** What was written for both. */
export type Neutralised = {
  /** The hostile event, as far as the target writes such events. */
  readonly given: EventInput
  readonly hostile: ReadBack
  readonly harmless: ReadBack
  /** Of the hostile event. */
  readonly bytes: Uint8Array
}
