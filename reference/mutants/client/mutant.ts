import type { ClauseId } from '../../../spec/clauses.ts'
import { buildEventSource, type EventSourceConstructor } from '../../eventsource/eventsource.ts'
import type { EventSourceOptions } from '../../eventsource/options.ts'
import type { Steps } from '../../eventsource/source.ts'
import { standard } from '../../eventsource/steps.ts'

/** A client that is right but for one clause. */
export type ClientMutant = {
  readonly id: string
  /** The clause it breaks. */
  readonly clause: ClauseId
  /** What it does wrong. */
  readonly summary: string
  /** Its EventSource; each call gives a new class. */
  readonly build: () => EventSourceConstructor
  /** Whose servers it takes for good, where that is too many. */
  readonly trusts?: Trusting
}

/** `anybody`: whatever certificate a server has; `any-name`: one for whatever name, if an authority that it knows vouches for it. */
export type Trusting = 'anybody' | 'any-name'

type Change = {
  readonly steps?: Partial<Steps> | (() => Partial<Steps>)
  /** What an object is made with instead, such as another fetch. */
  readonly options?: (options: EventSourceOptions) => EventSourceOptions
  /** Another class made of the class. */
  readonly wrap?: (made: EventSourceConstructor) => EventSourceConstructor
  readonly trusts?: Trusting
}

/** The standard's client but for what is given. */
export const clientMutant = (id: string, clause: ClauseId, summary: string, change: Change): ClientMutant => ({
  id,
  clause,
  summary,
  build() {
    const steps = typeof change.steps === 'function' ? change.steps() : change.steps
    const made = buildEventSource({ ...standard, ...steps }, change.options)
    return change.wrap?.(made) ?? made
  },
  ...(change.trusts ? { trusts: change.trusts } : {}),
})

type Fetch = typeof fetch

/** Makes its requests in another way: `wrong` gets the fetch that would have been used. */
export const fetching = (wrong: (right: Fetch) => Fetch): Pick<Change, 'options'> => ({
  options: (options) => ({ ...options, fetch: wrong(options.fetch ?? fetch) }),
})
