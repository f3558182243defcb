import type { ClauseId } from '../../spec/clauses.ts'
import { type Steps, standard } from '../decoder/steps.ts'

/** A decoder that is right but for one clause. */
export type Mutant = {
  readonly id: string
  /** The clause it breaks. */
  readonly clause: ClauseId
  /** What it does wrong. */
  readonly summary: string
  readonly steps: Steps
}

/** The standard's decoder but for the steps given. */
export const mutant = (id: string, clause: ClauseId, summary: string, change: Partial<Steps>): Mutant => ({
  id,
  clause,
  summary,
  steps: { ...standard, ...change },
})
