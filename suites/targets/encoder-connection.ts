import type { EventInput } from '../../spec/event.ts'
import type { Written } from './encode-all.ts'

/** An encoder that is up. */
export type EncoderConnection = {
  /** The stream of these events; a Violation when the encoder breaks instead of refusing. */
  write(events: readonly EventInput[], options: { readonly signal: AbortSignal }): Promise<Written>
  /** A shell command that shows a case again; `lines` are the events that were written last, as JSON. */
  reproduce(caseId: string, seed: string, lines: readonly string[]): string
  close(): Promise<void>
}
