import type { Grant, Refusal } from './access.ts'
import type { Asked, Rules } from './steps.ts'

/** What a subscriber is to get: the topics it asked for and may read, or all events. */
export type Selection = { readonly topics?: readonly string[] }

/** What a server decides about topics. */
export type TopicSteps = {
  /** What whoever asks with this grant gets; a refusal where it names a topic that is not there, or not for it. */
  readonly select: (asked: Asked, rules: Rules, grant: Grant) => Selection | Refusal
  /** Whether an event of these topics is for somebody with this selection and grant. */
  readonly isFor: (topics: readonly string[] | undefined, selection: Selection, grant: Grant) => boolean
}

/** Events may belong to topics, which a client names in the query: `?topic=a&topic=b`. */
export const topics: TopicSteps = {
  select({ method, target }, { topics: known }, { topics: granted }) {
    if (method !== 'GET' && method !== 'HEAD') return {}
    const asked = new URLSearchParams(target.split('?', 2)[1] ?? '').getAll('topic')
    if (known && asked.some((topic) => !known.includes(topic))) return { status: 404 } // filter.unknown-topic
    if (granted && asked.some((topic) => !granted.includes(topic))) return { status: 403 } // fanout.entitled
    const selected = asked.length > 0 ? asked : granted
    return selected ? { topics: selected } : {}
  },

  isFor: (ofEvent, { topics: selected }, { topics: granted }) => isAmong(ofEvent, selected) && isAmong(ofEvent, granted), // fanout.entitled, access.foreign-id
}

/** An event without topics is for all; whoever has no list gets those of every topic. */
const isAmong = (ofEvent: readonly string[] | undefined, list: readonly string[] | undefined): boolean =>
  ofEvent === undefined || list === undefined || ofEvent.some((topic) => list.includes(topic))
