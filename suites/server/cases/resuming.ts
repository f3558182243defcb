import type { ClauseId } from '../../../spec/clauses.ts'
import type { Case } from '../../case.ts'
import { Unobserved } from '../../expect.ts'
import type { Need } from '../../need.ts'
import type { Audience } from '../stage/audience.ts'
import {
  comeBack,
  type Followed,
  follow,
  followOn,
  keepsOrder,
  leavesNoGap,
  publishAll,
  type Resumed,
  repeatsNothing,
} from '../stage/resuming.ts'
import type { ServerWorld } from '../world.ts'

export type ResumingCase = {
  readonly slug: string
  readonly title: string
  readonly clause: ClauseId
  readonly needs?: readonly Need[]
  readonly act: (all: Audience) => Promise<void>
}

export const resuming = ({ slug, act, needs = [], ...item }: ResumingCase): Case<ServerWorld> => ({
  ...item,
  id: `server/resumption/${slug}`,
  needs: ['publish', 'data-form', 'published-order', ...needs],
  run: ({ audience }) => audience(act),
})

type Leave = (followed: Followed) => Promise<unknown>
const close: Leave = ({ listener }) => listener.close()

/** Follows three events, leaves after the first, and comes back when one more was published. */
const afterLeaving = async (all: Audience, leave = close): Promise<readonly [Followed, Resumed]> => {
  const followed = await follow(all, 3)
  await leave(followed)
  const away = await publishAll(all, 1)
  return [followed, await comeBack(all, followed.ids[0] ?? '', [...followed.labels.slice(1), ...away])]
}

/** What comes when a client returns, while it is known what was published. */
export const resumingCases: readonly Case<ServerWorld>[] = [
  resuming({
    slug: 'missed',
    title: 'sends what a client has missed, and what comes meanwhile',
    clause: 'resume.no-gap',
    async act(all) {
      const [followed, resumed] = await afterLeaving(all)
      leavesNoGap(all, followed, resumed, 'plainly')
    },
  }),
  resuming({
    slug: 'missed-once',
    title: 'sends nothing a second time to a client that returns',
    clause: 'resume.no-duplicate',
    act: async (all) => repeatsNothing(all, (await afterLeaving(all))[1]),
  }),
  resuming({
    slug: 'missed-in-order',
    title: 'sends in order what a client has missed, and what comes meanwhile',
    clause: 'resume.in-order',
    act: async (all) => keepsOrder(all, (await afterLeaving(all))[1]),
  }),
  resuming({
    slug: 'after-reset',
    title: 'resumes after the connection was reset',
    clause: 'resume.no-gap',
    act: async (all) => leavesNoGap(all, ...(await afterLeaving(all, ({ listener }) => listener.reset()))),
  }),
  resuming({
    slug: 'within-an-event',
    title: 'sends an event again that was not read to its end',
    clause: 'resume.no-gap',
    async act(all) {
      const followed = await follow(all, 2)
      followed.listener.pause()
      const large = all.label()
      await all.publish({ id: large, data: large + 'x'.repeat(65_536) })
      await followed.listener.close()
      leavesNoGap(all, followed, await comeBack(all, followed.ids[0] ?? '', [...followed.labels.slice(1), large]))
    },
  }),
  resuming({
    slug: 'twice',
    title: 'resumes a second time from the same ID',
    clause: 'resume.no-gap',
    async act(all) {
      const followed = await follow(all, 3)
      await followed.listener.close()
      const first = await comeBack(all, followed.ids[0] ?? '', followed.labels.slice(1))
      await first.listener.close()
      leavesNoGap(all, followed, await comeBack(all, followed.ids[0] ?? '', first.due))
    },
  }),
  resuming({
    slug: 'nine-to-ten',
    title: 'takes no ID for a text that is sorted',
    clause: 'resume.no-gap',
    async act(all) {
      const followed = await followToNextDigit(all)
      const place = unsorted(followed)
      await followed.listener.close()
      leavesNoGap(all, followed, await comeBack(all, followed.ids[place] ?? '', followed.labels.slice(place + 1)))
    },
  }),
  resuming({
    slug: 'utf8',
    title: 'knows an ID beyond ASCII again',
    clause: 'resume.utf8-id',
    needs: ['id-field'],
    async act(all) {
      const [, { due, brought }] = await afterLeaving(all)
      if (due.join() !== brought.join()) throw new Unobserved('not observed: an ID in ASCII is not known again', 'a server that resumes')
      const followed = await follow(all, 3, (label) => `é-${label}`)
      const [id = ''] = followed.ids
      if (!id.startsWith('é'))
        throw new Unobserved('not observed: IDs come otherwise than they were given', 'a server that sends the IDs it is given')
      await followed.listener.close()
      const resumed = await comeBack(all, id, followed.labels.slice(1))
      leavesNoGap(all, followed, resumed)
      repeatsNothing(all, resumed)
    },
  }),
]

/** The most events that are published to come to an ID of one digit more. */
const most = 110

/** Follows until an ID comes before the one before it, sorted as text, as 10 does after 9. */
const followToNextDigit = async (all: Audience): Promise<Followed> => {
  const run = all.label().slice(0, -1)
  const idOf = (_: string, index: number) => `${run}-${index + 1}`
  const first = await follow(all, 12, idOf)
  if (unsorted(first) >= 0) return first
  const [last = ''] = first.ids.slice(-1)
  const left = /^\d+$/.test(last) ? 10 ** last.length - Number(last) : Number.POSITIVE_INFINITY
  if (left > most) throw new Unobserved('not observed: no ID of one digit more is near', 'a server that sends the IDs it is given')
  const more = await followOn(all, first, left + 2, idOf)
  if (unsorted(more) < 0) throw new Unobserved('not observed: the IDs stay sorted as text', 'a server that sends the IDs it is given')
  return more
}

/** The place of the last ID before one that is smaller as text. */
const unsorted = ({ ids }: Followed): number => ids.findIndex((id, place) => (ids[place + 1] ?? id) < id)
