import { Unobserved, Violation } from '../../expect.ts'
import type { Audience } from './audience.ts'
import { tellsOfGap, unusual } from './gap.ts'
import type { Listener } from './listener.ts'

/** Events that were published with IDs, and the subscriber who has heard them. */
export type Followed = {
  readonly listener: Listener
  readonly labels: readonly string[]
  /** As they came, in the same order. */
  readonly ids: readonly string[]
}

/** What somebody got who came back: the labels of the events, and those that were due. */
export type Resumed = { readonly due: readonly string[]; readonly brought: readonly string[]; readonly listener: Listener }

type IdOf = (label: string, index: number) => string
const asLabelled: IdOf = (label) => label

/** Publishes so many events, each with an ID of its own, to one subscriber; Unobserved where they come without. */
export const follow = async (all: Audience, count: number, idOf: IdOf = asLabelled): Promise<Followed> => {
  const listener = await all.join()
  return followOn(all, { listener, labels: [], ids: [] }, count, idOf)
}

/** The same, for somebody who has followed some already. */
export const followOn = async (
  all: Audience,
  { listener, ...before }: Followed,
  count: number,
  idOf: IdOf = asLabelled,
): Promise<Followed> => {
  const labels = [...before.labels, ...(await publishAll(all, count, (label, index) => idOf(label, before.labels.length + index)))]
  if (!(await all.hears(listener, labels.at(-1) ?? '')))
    throw new Unobserved('not observed: an event that was taken does not come', 'a server that sends what it takes')
  const ids = labels.flatMap((label) => listener.heard().find(({ data, hasId }) => hasId && data.startsWith(label))?.lastEventId || [])
  if (ids.length < labels.length || new Set(ids).size < ids.length)
    throw new Unobserved('not observed: events come without an ID of their own', 'a server that sends IDs')
  return { listener, labels, ids }
}

/** One after another; returns their labels. */
export const publishAll = async (all: Audience, count: number, idOf: IdOf = asLabelled): Promise<readonly string[]> => {
  const labels = Array.from({ length: count }, all.label)
  for (const [index, label] of labels.entries()) await all.publish({ id: idOf(label, index), data: label })
  return labels
}

/** Asks with an ID while two more events are published, for which a server may wait with the head. */
export const returnWith = async (all: Audience, lastEventId: string) => {
  const joining = all.join({ lastEventId, unsure: true })
  const meanwhile = await publishAll(all, 2)
  return { listener: await joining, meanwhile } as const
}

/** What the plainest case has shown, the others need not wait for again. */
const replaysNothing = new Unobserved(
  'not observed: nothing of what a client has missed comes when it returns',
  'a server that keeps events for those who return',
)

/** Comes back with an ID, and stays until it has heard what is published after that. */
export const comeBack = async (all: Audience, lastEventId: string, missed: readonly string[]): Promise<Resumed> => {
  if (all.learned.has('replays nothing')) throw replaysNothing
  const { listener, meanwhile } = await returnWith(all, lastEventId)
  const { status } = listener.head ?? {}
  const answer = status === undefined ? 'gets no answer' : `is answered with ${status}`
  if (status !== 200) throw new Unobserved(`not observed: a request with Last-Event-ID ${answer}`, 'a server that resumes')
  const due = [...missed, ...meanwhile, ...(await untilLive(all, listener))]
  if (listener.isOver()) throw new Unobserved('not observed: the server ends the stream that was resumed', 'a stream that stays open')
  await allOf(all, listener, due)
  return { listener, due, brought: all.labels(listener) }
}

/** Publishes until something of it comes, and returns the labels; a server may register a stream after it has answered. */
export const untilLive = async (all: Audience, listener: Listener): Promise<readonly string[]> => {
  const labels: string[] = []
  for (let tries = 0; tries < 4 && !listener.isOver(); tries += 1) {
    labels.push(...(await publishAll(all, 1)))
    if (await all.hears(listener, labels.at(-1) ?? '', all.patience / 4)) return labels
  }
  if (listener.isOver()) return labels
  all.show(listener)
  throw new Violation('a stream that is resumed does not bring what is published')
}

/** Waits for what is due and may come late: a server may replay while it sends what is live. */
export const allOf = async (all: Audience, listener: Listener, due: readonly string[]): Promise<void> => {
  const until = performance.now() + all.patience / 4
  for (const label of due) if (!(await all.hears(listener, label, Math.max(0, until - performance.now())))) return
}

/**
 * No event that is due is left out; Unobserved where the client was told something that may say so.
 * `plainly`: somebody left and returned in the plainest way; where nothing came then, there is no need to ask again.
 */
export const leavesNoGap = (
  all: Audience,
  { listener: before, labels }: Followed,
  { due, brought, listener }: Resumed,
  plainly?: 'plainly',
): void => {
  const missing = due.filter((label) => !brought.includes(label))
  if (missing.length === 0) return
  const told = unusual(listener, [before], due).find(tellsOfGap)
  if (told)
    throw new Unobserved(
      `not observed: events are left out, and one of the server's own (${told.type}: ${told.data.slice(0, 40)}) may tell the client so`,
      'a server that keeps as many events',
    )
  if (plainly && !labels.slice(1).some((label) => brought.includes(label))) all.learned.add('replays nothing')
  all.show(listener)
  throw new Violation(`${missing.length} of ${due.length} events after the last ID are left out`, { expected: due, actual: brought })
}

export const repeatsNothing = (all: Audience, { due, brought, listener }: Resumed): void => {
  const timesOf = (label: string) => brought.filter((other) => other === label).length
  const usual = timesOf(due.at(-1) ?? '') // which was published while the client was there
  if (usual > 1 && brought.every((label) => timesOf(label) <= usual))
    throw new Unobserved(`not observed: every event comes ${usual} times, missed or not`, 'a server that sends each event once')
  const repeated = brought.filter((label, index) => !due.includes(label) || brought.indexOf(label) < index)
  if (repeated.length === 0) return
  all.show(listener)
  throw new Violation(`${repeated.length} events come again`, { expected: due, actual: brought })
}

export const keepsOrder = (all: Audience, { due, brought, listener }: Resumed): void => {
  const places = brought.filter((label) => due.includes(label)).map((label) => due.indexOf(label))
  if (places.every((place, index) => index === 0 || place >= (places[index - 1] ?? 0))) return
  all.show(listener)
  throw new Violation('the events come in another order', { expected: due, actual: brought })
}
