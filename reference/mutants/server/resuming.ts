import type { Kept } from '../../server/replay-log.ts'
import { empty, standard } from '../../server/steps.ts'
import { answering, type ServerMutant, serverMutant } from './mutant.ts'
import { ignoring } from './node-transport.ts'

/** What the standard would replay, changed. */
const replaying = (
  id: string,
  clause: ServerMutant['clause'],
  summary: string,
  change: (missed: readonly Kept[], log: readonly Kept[]) => readonly Kept[],
) =>
  serverMutant(id, clause, summary, {
    steps: {
      replay: (log, lastEventId) => change(standard.replay(log, lastEventId), log),
    },
  })

/** Wrong about Last-Event-ID. */
export const resumeMutants: readonly ServerMutant[] = [
  serverMutant(
    'resume-500',
    'resume.last-id',
    'answers a request that resumes with 500',
    answering('get', (answer, { field }) =>
      field('last-event-id') === null
        ? answer
        : empty(500, [
            ['Content-Length', '0'],
            ['Vary', 'Origin'],
          ]),
    ),
  ),
  serverMutant('resume-hangs', 'resume.last-id', 'never answers a request that resumes', {
    http: '1.1',
    transport: ignoring(({ headers }) => headers['last-event-id'] !== undefined),
  }),
  replaying('resume-skips-one', 'resume.no-gap', 'skips the first event that was missed', (missed) => missed.slice(1)),
  replaying('resume-live', 'resume.no-gap', 'starts with what is live', () => []),
  replaying('resume-repeats', 'resume.no-duplicate', 'begins with the event that is named', (missed, log) =>
    log.slice(Math.max(0, log.length - missed.length - 1)),
  ),
  replaying('resume-from-start', 'resume.no-duplicate', 'begins at the start', (_, log) => log),
  replaying('resume-reversed', 'resume.in-order', 'replays the latest first', (missed) => missed.toReversed()),
  replaying('resume-swapped', 'resume.in-order', 'swaps the first two', ([first, second, ...rest]) =>
    [second, first, ...rest].filter((kept) => kept !== undefined),
  ),
]
