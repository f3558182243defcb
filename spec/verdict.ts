import type { Excuse } from './baseline.ts'
import type { Level } from './clause.ts'

/** `fail`: the target broke the clause. `skip`: not asked, held back or not observed. `error`: we could not tell. */
export type Outcome = 'pass' | 'fail' | 'skip' | 'error'

/** A JSON value, as `expected` and `actual` carry it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** What came of one case. */
export type Verdict = {
  /** The case's id. */
  readonly case: string
  readonly title: string
  /** The clause's id. */
  readonly clause: string
  /** The effective level: of clause, profile and claim. */
  readonly level: Level
  readonly outcome: Outcome
  /** On anything but a pass: what happened, in one sentence. */
  readonly reason?: string
  readonly expected?: Json
  readonly actual?: Json
  /** On an error: the set-up around the target, or the kit itself. */
  readonly blame?: 'setup' | 'kit'
  /** On a skip: the exact option that would change it. */
  readonly unlock?: string
  /** On a skip: the case is heavy, and the target is none that heavy cases may be run against. */
  readonly heldBack?: true
  /** On a skip: the case was to be observed whatever happens, so that this is a violation. */
  readonly required?: true
  /** On a failure: it is known, and let pass for now. */
  readonly baseline?: Excuse
  readonly hint?: string
  /** A shell command that shows the same again. */
  readonly reproduce?: string
  /** How long the case took, in milliseconds. */
  readonly ms: number
  readonly wire?: Wire
}

/** The bytes that crossed the border, in the order of time. */
export type Wire = {
  readonly lines: readonly WireLine[]
  /** Bytes left out per direction, once its cap was reached. */
  readonly omitted: { readonly sent: number; readonly received: number }
}

export type WireLine = {
  /** Milliseconds since the case began. */
  readonly at: number
  readonly direction: 'sent' | 'received'
  /** The bytes of the line with its line end; base64 where they are not UTF-8. */
  readonly bytes: string | { readonly base64: string }
  /** How the reference reads the line. */
  readonly reading?: string
}

/** How much a verdict matters. No other place decides this. */
export type Weight = 'ok' | 'note' | 'warning' | 'violation'

const weightOfFailure = { must: 'violation', should: 'warning', may: 'note' } as const

/** Weighs one verdict. An error is a warning: nobody broke a clause, and yet somebody has to look. */
export const weigh = (verdict: Pick<Verdict, 'outcome' | 'level' | 'baseline' | 'required'>): Weight => {
  switch (verdict.outcome) {
    case 'fail':
      return verdict.baseline ? 'note' : weightOfFailure[verdict.level]
    case 'error':
      return 'warning'
    case 'skip':
      return verdict.required ? 'violation' : 'ok'
    case 'pass':
      return 'ok'
  }
}
