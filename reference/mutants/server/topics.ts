import { standard } from '../../server/steps.ts'
import type { ServerMutant } from './mutant.ts'
import { serverMutant } from './mutant.ts'

/** Wrong about who gets what is for one topic. */
export const topicMutants: readonly ServerMutant[] = [
  serverMutant('topic-to-all', 'fanout.entitled', 'sends what is for one topic to everyone', { steps: { isFor: () => true } }),
  serverMutant('topic-replayed', 'access.foreign-id', 'replays the events of every topic', {
    steps: { replay: (log, lastEventId) => standard.replay(log, lastEventId).map(({ topics, ...kept }) => kept) },
  }),
  serverMutant('topic-made-up', 'filter.unknown-topic', 'opens a stream for a topic that is not there', {
    steps: { select: (asked, { topics, ...rules }, grant) => standard.select(asked, rules, grant) },
  }),
].map((mutant) => ({ ...mutant, shownBy: ['server/filter'] }))
