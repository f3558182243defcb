import type { ClauseId } from '../../../spec/clauses.ts'
import type { Case } from '../../case.ts'
import { Unobserved, Violation } from '../../expect.ts'
import type { Need } from '../../need.ts'
import type { Audience } from '../stage/audience.ts'
import { comeBack, type Followed, follow, keepsOrder, leavesNoGap, publishAll, repeatsNothing } from '../stage/resuming.ts'
import type { ServerWorld } from '../world.ts'

type Act = (all: Audience) => Promise<void>

const needs: readonly Need[] = ['publish', 'data-form']

const resuming = (slug: string, title: string, clause: ClauseId, act: Act, more: readonly Need[] = []): Case<ServerWorld> => ({
  id: `server/resumption/${slug}`,
  title,
  clause,
  needs: [...needs, ...more],
  run: ({ audience }) => audience(act),
})

/** Follows three events, leaves after the first, and comes back when one more was published. */
const afterLeaving = async (all: Audience, leave: (followed: Followed) => Promise<unknown> = ({ listener }) => listener.close()) => {
  const followed = await follow(all, 3)
  await leave(followed)
  const away = await publishAll(all, 1)
  return comeBack(all, followed.ids[0] ?? '', [...followed.labels.slice(1), ...away])
}

/** What comes when a client returns, while it is known what was published. */
export const resumingCases: readonly Case<ServerWorld>[] = [
  resuming('missed', 'sends what a client has missed, and what comes meanwhile', 'resume.no-gap', async (all) =>
    leavesNoGap(all, await afterLeaving(all)),
  ),
  resuming('missed-once', 'sends nothing a second time to a client that returns', 'resume.no-duplicate', async (all) =>
    repeatsNothing(all, await afterLeaving(all)),
  ),
  resuming('missed-in-order', 'sends in order what a client has missed, and what comes meanwhile', 'resume.in-order', async (all) =>
    keepsOrder(all, await afterLeaving(all)),
  ),
  resuming('after-reset', 'resumes after the connection was reset', 'resume.no-gap', async (all) =>
    leavesNoGap(all, await afterLeaving(all, ({ listener }) => listener.reset())),
  ),
  resuming('within-an-event', 'sends an event again that was not read to its end', 'resume.no-gap', async (all) => {
    const { listener, ids, labels } = await follow(all, 2)
    listener.pause()
    const large = all.label()
    await all.publish({ id: large, data: large + 'x'.repeat(65_536) })
    await listener.close()
    leavesNoGap(all, await comeBack(all, ids[0] ?? '', [...labels.slice(1), large]))
  }),
  resuming('twice', 'resumes a second time from the same ID', 'resume.no-gap', async (all) => {
    const { listener, ids, labels } = await follow(all, 3)
    await listener.close()
    const first = await comeBack(all, ids[0] ?? '', labels.slice(1))
    await first.listener.close()
    leavesNoGap(all, await comeBack(all, ids[0] ?? '', first.due))
  }),
  resuming('nine-to-ten', 'takes no ID for a text that is sorted', 'resume.no-gap', async (all) => {
    const run = all.label().slice(0, -1)
    const { listener, ids, labels } = await follow(all, 12, (_, index) => `${run}-${index + 1}`)
    await listener.close()
    leavesNoGap(all, await comeBack(all, ids[8] ?? '', labels.slice(9)))
  }),
  resuming(
    'utf8',
    'knows an ID beyond ASCII again',
    'resume.utf8-id',
    async (all) => {
      const control = await afterLeaving(all)
      if (control.due.join() !== control.brought.join())
        throw new Unobserved('not observed: an ID in ASCII is not known again', 'a server that resumes')
      const { listener, ids, labels } = await follow(all, 3, (label) => `é-${label}`)
      if (!ids[0]?.startsWith('é'))
        throw new Unobserved('not observed: IDs come back otherwise than they were given', 'a server that sends the IDs it is given')
      await listener.close()
      const resumed = await comeBack(all, ids[0], labels.slice(1))
      leavesNoGap(all, resumed)
      repeatsNothing(all, resumed)
    },
    ['id-field'],
  ),
]

/** A client that returns with an ID that no event had: a status that stops it, or a stream that goes on. */
const oddId = (slug: string, title: string, clause: ClauseId, idOf: (latest: string) => string): Case<ServerWorld> =>
  resuming(slug, title, clause, async (all) => {
    const { listener, ids } = await follow(all, 2)
    const lastEventId = idOf(ids[1] ?? '')
    const joining = all.join({ lastEventId, unsure: true })
    await publishAll(all, 1)
    const odd = await joining
    const told = `Last-Event-ID ${JSON.stringify(lastEventId.slice(0, 40))}`
    if (!odd.head) {
      if (listener.isOver()) throw new Unobserved('not observed: the server ends its streams too soon', 'a stream that lasts longer')
      throw new Violation(`a request with ${told} gets no answer`)
    }
    const { status } = odd.head
    if (status >= 500 && status !== 503) throw new Violation(`a request with ${told} is answered with ${status}`, { actual: status })
    if (status === 200) await comeBackLive(all, lastEventId, told)
  })

const comeBackLive = async (all: Audience, lastEventId: string, told: string): Promise<void> => {
  try {
    await comeBack(all, lastEventId, [])
  } catch (error) {
    throw error instanceof Violation ? new Violation(`a request with ${told} is answered with a stream that brings nothing`) : error
  }
}

export const oddIdCases: readonly Case<ServerWorld>[] = [
  oddId('unknown-id', 'answers an ID that no event had', 'resume.unknown-id', (latest) => `${latest.slice(0, -2)}no-such-id`),
  oddId('future-id', 'answers an ID that is larger than any', 'resume.unknown-id', () => '9007199254740993'),
  oddId('malformed-id', 'answers an ID that cannot be read', 'resume.malformed-id', () => `';-- %00 \\ "é{}[`),
  oddId('oversized-id', 'answers an ID of 8 KB', 'resume.oversized-id', () => 'x'.repeat(8000)),
]
