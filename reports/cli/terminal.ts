import type { Ask } from './dialogue.ts'

/** Where a command writes. */
export type Terminal = {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** Settles when whoever reads `out` has kept up, if that can be told. */
  readonly drained?: () => Promise<unknown>
  /** Talks with whoever sits there, if somebody does; rejects with a UsageError when they leave. */
  readonly converse?: <Outcome>(talk: (ask: Ask) => Promise<Outcome>) => Promise<Outcome>
  /** A screen on which a line can be drawn again, if there is one. */
  readonly screen?: { readonly columns: number }
}
