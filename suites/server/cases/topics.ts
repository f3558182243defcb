import type { Case } from '../../case.ts'
import { Unobserved, Violation } from '../../expect.ts'
import type { Audience } from '../stage/audience.ts'
import { unusual } from '../stage/gap.ts'
import type { Listener } from '../stage/listener.ts'
import type { TopicAudience } from '../stage/topics.ts'
import type { ServerWorld } from '../world.ts'

type Act = (one: TopicAudience, other: TopicAudience) => Promise<void>

const topicCase = (item: Pick<Case<ServerWorld>, 'id' | 'title' | 'clause'>, act: Act): Case<ServerWorld> => ({
  ...item,
  needs: ['publish', 'data-form', 'topics'],
  run: ({ topics }) => topics(act),
})

/** Publishes for a topic, and waits until its subscriber has it. */
const bring = async ({ all, name }: TopicAudience, listener: Listener): Promise<void> => {
  const label = all.label()
  await all.publish({ data: label })
  if (await all.hears(listener, label)) return
  all.show(listener)
  throw new Violation(`what is published for ${name} does not come to its subscriber`)
}

const hearsNothingOf = (of: TopicAudience, to: TopicAudience, listener: Listener): void => {
  const leaked = of.all.labels(listener)
  if (leaked.length === 0) return
  of.all.show(listener)
  throw new Violation(`what is published for ${of.name} comes to a subscriber of ${to.name}`, { actual: leaked.join(' ') })
}

const staysApart: Act = async (one, other) => {
  const [first, second] = [await one.all.join(), await other.all.join()]
  for (const _ of [1, 2]) {
    await bring(one, first)
    await bring(other, second) // by now all that was for the first would have come
  }
  await bring(one, first)
  hearsNothingOf(one, other, second)
  hearsNothingOf(other, one, first)
}

const resumesApart: Act = async (one, other) => {
  const first = await one.all.join()
  await bring(one, first)
  const { hasId, lastEventId } = first.heard().at(-1) ?? {}
  if (!hasId || !lastEventId) throw new Unobserved('not observed: the events have no IDs', 'a server that numbers its events')
  for (const _ of [1, 2]) await bring(one, first)
  const asked = await other.all.join({ lastEventId, unsure: true })
  if (asked.head?.status !== 200) return // a refusal brings nothing
  await asked.close()
  hearsNothingOf(one, other, await other.all.join({ lastEventId }))
}

const knowsItsTopics: Act = async ({ all, name, url = '' }) => {
  const path = url.slice(URL.canParse(url) ? new URL(url).origin.length : 0)
  const written = [name, encodeURIComponent(name)].find((part) => path.includes(part))
  if (written === undefined)
    throw new Unobserved('not observed: no URL of a topic has its name in it', 'topics in the configuration, named as in their URLs')
  const at = url.lastIndexOf(written)
  const stray = await all.join({ url: `${url.slice(0, at)}${written}-is-not-there${url.slice(at + written.length)}`, unsure: true })
  const { status } = stray.head ?? {}
  if (status === undefined) throw new Violation('a topic that is not there gets no response')
  if (status >= 400 && status <= 499) return
  if (status === 200) await saysNothingUnusual(all, stray)
  throw new Violation('a topic that is not there gets no clear answer', { expected: '404, or another 4xx', actual: status })
}

/** Unobserved where a stream brings an event that the stream of a topic does not: it may say that there is no such topic. */
const saysNothingUnusual = async (all: Audience, stray: Listener): Promise<void> => {
  const usual = await all.join() // by the time that it is live, what the other begins with has come
  const [told] = unusual(stray, [usual], [all.label()])
  if (!told) return
  throw new Unobserved(
    `not observed: a topic that is not there is answered with 200 and an event of its own (${told.type}: ${told.data.slice(0, 40)}), which may say so`,
    'a server that answers with 404, which needs no words',
  )
}

/** Whether topics, or users, are kept apart. */
export const topicCases: readonly Case<ServerWorld>[] = [
  topicCase(
    { id: 'server/filter/topics-apart', title: 'sends what is for one topic to nobody else', clause: 'fanout.entitled' },
    staysApart,
  ),
  topicCase(
    { id: 'server/filter/foreign-id', title: 'replays nothing of a topic to a subscriber of another', clause: 'access.foreign-id' },
    resumesApart,
  ),
  topicCase(
    { id: 'server/filter/unknown-topic', title: 'answers a topic that is not there with 4xx', clause: 'filter.unknown-topic' },
    knowsItsTopics,
  ),
]
