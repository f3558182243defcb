import type { ClauseId } from '../../../spec/clauses.ts'
import type { Case } from '../../case.ts'
import { Violation } from '../../expect.ts'
import type { Audience } from '../stage/audience.ts'
import type { Listener } from '../stage/listener.ts'
import { follow, publishAll, untilLive } from '../stage/resuming.ts'
import type { ServerWorld } from '../world.ts'
import { resuming } from './resuming.ts'

/** A client that returns with an ID that no event had: a status that stops it, a stream that goes on, or one that ends. */
const oddId = (slug: string, title: string, clause: ClauseId, idOf: (latest: string) => string): Case<ServerWorld> =>
  resuming({
    slug,
    title,
    clause,
    async act(all) {
      const { ids } = await follow(all, 2)
      const lastEventId = idOf(ids[1] ?? '')
      const joining = all.join({ lastEventId, unsure: true })
      await publishAll(all, 1) // a server may wait with the head for the first event
      await isDefined(all, await joining, `a request with Last-Event-ID ${JSON.stringify(lastEventId.slice(0, 40))}`)
    },
  })

const isDefined = async (all: Audience, listener: Listener, what: string): Promise<void> => {
  const { status } = listener.head ?? {}
  if (status === undefined) throw new Violation(`${what} gets no answer`)
  if (status >= 500 && status !== 503) throw new Violation(`${what} is answered with ${status}`, { actual: status })
  if (status === 200) await untilLive(all, listener)
}

/** What comes of IDs that nobody was given. */
export const oddIdCases: readonly Case<ServerWorld>[] = [
  oddId('unknown-id', 'answers an ID that no event had', 'resume.unknown-id', (latest) => `${latest.slice(0, -2)}no-such-id`),
  oddId('future-id', 'answers an ID that is larger than any', 'resume.unknown-id', () => '9007199254740993'),
  oddId('malformed-id', 'answers an ID that cannot be read', 'resume.malformed-id', () => `';-- %00 \\ "é{}[`),
  oddId('oversized-id', 'answers an ID of 8 KB', 'resume.oversized-id', () => 'x'.repeat(8000)),
]
