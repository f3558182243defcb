import type { ClauseId } from '../spec/clauses.ts'
import type { EventInput } from '../spec/event.ts'
import type { Need } from './need.ts'

/** One check of one clause, as `list` and `explain` show it. */
export type CaseSummary = {
  /** `role/topic/slug`; never changes. */
  readonly id: string
  readonly title: string
  readonly clause: ClauseId
  /** What the target has to show or offer before the case can judge it; only for what the standard leaves open. */
  readonly needs?: readonly Need[]
  /** Heavy: floods, many connections, large bodies, forged fields; asked only where `holdingBack` allows it. Default: light. */
  readonly weight?: 'light' | 'heavy'
  /** How long it takes at least, in milliseconds, where that is long: what lasts longest begins first, and others are asked meanwhile. */
  readonly lasts?: number
  /** Events that every encoder is given. */
  readonly tries?: readonly EventInput[]
}

/** A case: arrange, act, assert. It knows no timer, no address and no level. */
export type Case<World> = CaseSummary & { readonly run: (world: World) => Promise<void> | void }
