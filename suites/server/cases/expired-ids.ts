import type { Case } from '../../case.ts'
import { Unobserved, Violation } from '../../expect.ts'
import type { Audience } from '../stage/audience.ts'
import { tellsOfGap, unusual } from '../stage/gap.ts'
import type { Listener } from '../stage/listener.ts'
import { allOf, comeBack, type Followed, follow, type Resumed, returnWith, untilLive } from '../stage/resuming.ts'
import type { ServerWorld } from '../world.ts'
import { resuming } from './resuming.ts'

/** How many events follow an ID, in one attempt after another: no server says how many it keeps. */
const mostMissed = 1100
const attempts = [30, 100, 300, mostMissed]

const act = async (all: Audience): Promise<void> => {
  const until = performance.now() + all.patience / 2
  const followed = await follow(all, 3)
  const [id = ''] = followed.ids
  const usual = [followed.listener, await comeBackSoon(all, followed)]
  let missed = followed.labels.slice(1)
  for (const count of attempts) {
    if (performance.now() >= until) break
    missed = [...missed, ...(await publishWhole(all, followed.listener, count - missed.length, until))]
    const resumed = await comeBackLate(all, id, missed, usual)
    if (resumed === 'refused' || isToldOf(all, resumed, usual)) return
    await resumed.listener.close()
    usual.push(resumed.listener)
  }
  const unlock = missed.length < mostMissed ? '--timeout with more time for one case' : 'a server that keeps fewer'
  throw new Unobserved(`not observed: ${missed.length} events after an ID are all kept`, unlock)
}

/** What comes of an ID whose successors are not all kept any more. */
export const expiredIdCases: readonly Case<ServerWorld>[] = [
  {
    ...resuming({ slug: 'expired-id', title: 'tells a client whose ID is too old of the gap', clause: 'resume.expired-id', act }),
    weight: 'heavy',
  },
]

/** The stream of somebody who has missed little; Unobserved where it brings less, which is for other cases to blame. */
const comeBackSoon = async (all: Audience, { ids: [id = ''], labels }: Followed): Promise<Listener> => {
  const { listener, due, brought } = await comeBack(all, id, labels.slice(1))
  if (due.some((label) => !brought.includes(label)))
    throw new Unobserved('not observed: even of a few events some are left out', 'a server that resumes')
  await listener.close()
  return listener
}

/** Publishes at most so many, as long as there is time, and waits until they are through; returns their labels. */
const publishWhole = async (all: Audience, live: Listener, count: number, until: number): Promise<readonly string[]> => {
  const labels: string[] = []
  while (labels.length < count && performance.now() < until) {
    const label = all.label()
    if (!(await all.offer({ id: label, data: label })))
      throw new Unobserved('not observed: many events in a row are not taken', 'a publish hook that takes a thousand')
    labels.push(label)
  }
  if (await all.hears(live, labels.at(-1) ?? '')) return labels
  throw new Unobserved('not observed: an event that was taken does not come', 'a server that sends what it takes')
}

/** Comes back with an ID that may be too old, and stays as long as what was missed keeps coming, unless it is told that it will not. */
const comeBackLate = async (
  all: Audience,
  lastEventId: string,
  missed: readonly string[],
  usual: readonly Listener[],
): Promise<Resumed | 'refused'> => {
  const { listener, meanwhile } = await returnWith(all, lastEventId)
  if (isRefused(listener)) return 'refused'
  for (let before = -1; listener.heard().length > before; ) {
    before = listener.heard().length
    if (await all.hears(listener, meanwhile.at(-1) ?? '', all.patience / 4)) break
  }
  const due = [...missed, ...meanwhile, ...(await untilLive(all, listener))]
  if (!unusual(listener, usual, due).some(tellsOfGap)) await allOf(all, listener, due)
  return { listener, due, brought: all.labels(listener) }
}

/** Whether the client is told to stop: any other status than 200 keeps it from coming back (HTML 9.2.3). */
const isRefused = ({ head }: Listener): boolean => {
  const what = 'a request with an ID that is too old'
  if (head === undefined) throw new Violation(`${what} gets no answer`)
  const { status } = head
  if (status === 200) return false
  if (status === 204 || (status >= 400 && status < 500 && status !== 429)) return true
  if (status < 500 || status === 503)
    throw new Unobserved(`not observed: ${what} is answered with ${status}`, 'a server that lets the client in')
  throw new Violation(`${what} is answered with ${status}`, { actual: status })
}

/** Whether there is a gap that the client is told of; Violation where there is one, and it is not. */
const isToldOf = (all: Audience, { listener, due, brought }: Resumed, usual: readonly Listener[]): boolean => {
  const came = new Set(brought)
  const lost = due.filter((label) => !came.has(label))
  if (lost.length === 0) return false
  const own = unusual(listener, usual, due)
  if (own.some(tellsOfGap)) return true
  const unlock = 'a server that says so in words, such as an event of type reset'
  if (own[0]) throw new Unobserved(`not observed: events are left out, and an event of type ${own[0].type} may tell the client so`, unlock)
  if (listener.isOver()) throw new Unobserved('not observed: the server ends the stream that was resumed', 'a stream that stays open')
  all.show(listener)
  throw new Violation(`${lost.length} of ${due.length} events after an ID are left out, and nothing tells the client`, {
    expected: 'all of them, an event that tells of the gap, or a status that stops the client',
    actual: `without ${lost.slice(0, 5).join(' ')}${lost.length > 5 ? ' …' : ''}`,
  })
}
