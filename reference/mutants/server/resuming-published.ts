import type { Kept } from '../../server/replay-log.ts'
import { empty, standard } from '../../server/steps.ts'
import { answering, type ServerMutant, serverMutant } from './mutant.ts'
import { ignoring } from './node-transport.ts'

type Change = Parameters<typeof serverMutant>[3]

const shown = (id: string, clause: ServerMutant['clause'], summary: string, slugs: string, change: Change): ServerMutant => ({
  ...serverMutant(id, clause, summary, change),
  shownBy: [`server/resumption/${slugs}`],
})

type Replay = (log: readonly Kept[], lastEventId: string) => readonly Kept[]

const replaying = (replay: Replay): Change => ({ steps: { replay } })

const all = '{missed,missed-once,missed-in-order,after-reset,within-an-event,twice,nine-to-ten}'

/** The ID as it is read by who takes the bytes of a field for characters. */
const latin1 = (id: string) => Array.from(new TextEncoder().encode(id), (byte) => String.fromCharCode(byte)).join('')

const refusing = (isRefused: (id: string) => boolean) =>
  answering('get', (answer, { field }) =>
    isRefused(field('last-event-id') ?? '')
      ? empty(500, [
          ['Content-Length', '0'],
          ['Vary', 'Origin'],
        ])
      : answer,
  )

/** Wrong about Last-Event-ID, where it is known what was published. */
export const publishedResumeMutants: readonly ServerMutant[] = [
  shown(
    'missed-lost',
    'resume.no-gap',
    'sends nothing of what was missed',
    all,
    replaying(() => []),
  ),
  shown(
    'missed-but-one',
    'resume.no-gap',
    'leaves out the latest of what was missed',
    all,
    replaying((log, id) => standard.replay(log, id).slice(0, -1)),
  ),
  shown(
    'missed-again',
    'resume.no-duplicate',
    'sends the event again that is named',
    all,
    replaying((log, id) => log.slice(log.findLastIndex((kept) => kept.id === id))),
  ),
  shown(
    'missed-reversed',
    'resume.in-order',
    'sends the latest of what was missed first',
    all,
    replaying((log, id) => standard.replay(log, id).toReversed()),
  ),
  shown(
    'ids-sorted',
    'resume.no-gap',
    'compares IDs as text',
    'nine-to-ten',
    replaying((log, id) => log.filter((kept) => (kept.id ?? '') > id)),
  ),
  shown(
    'latin-1-ids',
    'resume.utf8-id',
    'reads Last-Event-ID as Latin-1',
    'utf8',
    replaying((log, id) => standard.replay(log, latin1(id))),
  ),
  shown(
    'odd-id-500',
    'resume.malformed-id',
    'answers an ID that it cannot read with 500',
    'malformed-id',
    refusing((id) => id.includes("'")),
  ),
  shown(
    'unknown-id-500',
    'resume.unknown-id',
    'answers an ID that it does not find with 500',
    '{unknown,future}-id',
    refusing((id) => /no-such-id$|^9007/.test(id)),
  ),
  shown(
    'large-id-500',
    'resume.oversized-id',
    'answers an ID of more than 4 KB with 500',
    'oversized-id',
    refusing((id) => id.length > 4096),
  ),
  shown('gap-untold', 'resume.expired-id', 'says nothing to a client whose ID is not kept any more', 'expired-id', {
    steps: { gap: () => '' },
  }),
  shown('gap-in-comment', 'resume.expired-id', 'tells of a gap in a comment, which no client hears', 'expired-id', {
    steps: { gap: () => ': reset\n\n' },
  }),
  shown('large-id-hangs', 'resume.oversized-id', 'never answers an ID of more than 4 KB', 'oversized-id', {
    http: '1.1',
    transport: ignoring(({ headers }) => (headers['last-event-id'] ?? '').length > 4096),
  }),
]
