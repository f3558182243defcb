import type { ClauseId } from '../../../spec/clauses.ts'
import type { Case } from '../../case.ts'
import { Unobserved, Violation } from '../../expect.ts'
import { isWhole } from '../visit.ts'
import type { ServerWorld } from '../world.ts'

/** A case for each thing that a reader of the stream may have to say about it, in the order of weight. */
const watchedFor: readonly (readonly [slug: string, clause: ClauseId, title: string])[] = [
  ['utf8', 'grammar.utf8', 'encodes the stream as UTF-8'],
  ['ends-with-blank-line', 'grammar.ends-with-blank-line', 'ends the stream with a blank line where it ends it'],
  ['ends-after-comment', 'grammar.ends-after-comment', 'ends the stream with a blank line after a comment too'],
  ['known-fields', 'grammar.unknown-fields', 'writes only fields that readers know'],
  ['bom-once', 'grammar.bom-once', 'writes no byte order mark within the stream'],
  ['line-ends', 'grammar.line-ends-mixed', 'writes no pair of line ends that looks like one'],
  ['id-null', 'forge.id-null', 'writes no ID that readers ignore'],
  ['id-space', 'reconnect.last-event-id-space', 'writes no ID that begins or ends with white space'],
  ['id-control', 'reconnect.last-event-id-control', 'writes no ID with control characters'],
  ['retry-digits', 'grammar.retry-digits', 'writes only reconnection times that readers take'],
  ['retry-huge', 'retry.huge', 'writes no reconnection time beyond 32 bits'],
  ['data-less', 'dispatch.dialect', 'writes no block that only some readers dispatch'],
  ['type-with-data', 'authoring.type-with-data', 'writes data in every block that has a type'],
  ['reserved-types', 'authoring.reserved-types', 'names no event open or error'],
  ['trimmed-types', 'authoring.trimmed-types', 'writes no white space around event types'],
  ['once-a-block', 'authoring.once-a-block', 'writes one event field and one id field a block'],
  ['blank-lines', 'authoring.empty-line-between', 'writes a blank line between events'],
  ['framed-once', 'authoring.framed-once', 'frames data once'],
  ['real-line-ends', 'authoring.line-ends', 'ends lines with real line ends'],
]

/** What can be said only once the server has ended the stream. */
const atTheEnd: ReadonlySet<ClauseId> = new Set(['grammar.ends-with-blank-line', 'grammar.ends-after-comment'])

export const streamCases: readonly Case<ServerWorld>[] = watchedFor.map(([slug, clause, title]) => ({
  id: `server/stream/${slug}`,
  title,
  clause,
  async run({ watched, show }) {
    const { seen, end, undecodable, stray } = await watched()
    if (end.how === 'malformed')
      throw new Unobserved(
        `not observed: what belongs to the stream is unclear, since ${end.reason}`,
        'a response that is framed as HTTP has it',
      )
    const isOver = isWhole(end) && !stray
    const finding = atTheEnd.has(clause) && !isOver ? undefined : seen.findings.get(clause)
    if (finding) {
      show(finding)
      const times = finding.count > 1 ? ` (the first of ${finding.count.toLocaleString('en')})` : ''
      throw new Violation(`line ${finding.line.number}${times}: ${finding.message}`)
    }
    const why = undecodable ?? seen.limit
    if (why !== undefined) throw new Unobserved(`not observed: reading stopped, since ${why}`, 'a stream that the kit can read')
    if (seen.bytes === 0) throw new Unobserved(`not observed: nothing came in the time that the stream was watched`, longer)
    if (atTheEnd.has(clause) && !isOver) throw new Unobserved('not observed: the server did not end the stream', longer)
  },
}))

const longer = '--for with a longer time'
