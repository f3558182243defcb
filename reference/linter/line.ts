import type { ClauseId } from '../../spec/clauses.ts'
import type { ServerSentEvent } from '../../spec/event.ts'

/** What is to say of a line. How much it matters is the level of its clause. */
export type Remark = {
  readonly clause: ClauseId
  /** What is wrong, and what to write instead, in one sentence. */
  readonly message: string
}

/** What a line does beyond filling buffers. */
export type LineEffects = {
  /** The event that it dispatches. */
  readonly event?: ServerSentEvent
  /** The reconnection time that it sets, in milliseconds. */
  readonly retry?: number
  /** The last event ID that it commits, where it differs from the one before. */
  readonly lastEventId?: string
}

/** A line of a stream, how the standard reads it, and what is to say of it. */
export type LintedLine = LineEffects & {
  /** With its line end; none where the end of the stream itself is told. */
  readonly bytes: Uint8Array
  /** How many bytes of the stream come before it. */
  readonly offset: number
  /** From 1. */
  readonly number: number
  readonly reading: string
  readonly remarks: readonly Remark[]
}
