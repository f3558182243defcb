import type { ClauseId } from '../spec/clauses.ts'
import type { Need } from './need.ts'

/** One check of one clause: arrange, act, assert. It knows no timer, no address and no level. */
export type Case<World> = {
  /** `role/topic/slug`; never changes. */
  readonly id: string
  readonly title: string
  readonly clause: ClauseId
  /** What the target has to show or offer before the case can judge it; only for what the standard leaves open. */
  readonly needs?: readonly Need[]
  readonly run: (world: World) => Promise<void> | void
}

/** What `list` and `explain` show of a case. */
export type CaseSummary = Omit<Case<never>, 'run'>
