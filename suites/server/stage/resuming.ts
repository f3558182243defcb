import { Unobserved, Violation } from '../../expect.ts'
import type { Audience } from './audience.ts'
import type { Listener } from './listener.ts'

/** Events that were published with IDs, and the subscriber who has heard them. */
export type Followed = {
  readonly listener: Listener
  readonly labels: readonly string[] /** As they came, in the same order. */
  readonly ids: readonly string[]
}

/** What somebody got who came back: the labels of the events, and those that were due. */
export type Resumed = { readonly due: readonly string[]; readonly brought: readonly string[]; readonly listener: Listener }

/** Publishes so many events, each with an ID of its own, to one subscriber; Unobserved where they come without. */
export const follow = async (
  all: Audience,
  count: number,
  idOf: (label: string, index: number) => string = (label) => label,
): Promise<Followed> => {
  const listener = await all.join()
  const labels = await publishAll(all, count, idOf)
  const last = labels.at(-1) ?? ''
  if (!(await all.hears(listener, last)))
    throw new Unobserved('not observed: an event that was taken does not come', 'a server that sends what it takes')
  const ids = labels.flatMap((label) => listener.heard().find(({ data, hasId }) => hasId && data.startsWith(label))?.lastEventId || [])
  if (ids.length < labels.length || new Set(ids).size < ids.length)
    throw new Unobserved('not observed: events come without an ID of their own', 'a server that sends IDs')
  return { listener, labels, ids }
}

/** One after another; returns their labels. */
export const publishAll = async (
  all: Audience,
  count: number,
  idOf: (label: string, index: number) => string = (label) => label,
): Promise<readonly string[]> => {
  const labels = Array.from({ length: count }, all.label)
  for (const [index, label] of labels.entries()) await all.publish({ id: idOf(label, index), data: label })
  return labels
}

/** Comes back with an ID while two more events are published, and stays until it has heard what is published after that. */
export const comeBack = async (all: Audience, lastEventId: string, missed: readonly string[]): Promise<Resumed> => {
  const joining = all.join({ lastEventId, unsure: true })
  const meanwhile = await publishAll(all, 2)
  const listener = await joining
  const { status } = listener.head ?? {}
  if (status !== 200)
    throw new Unobserved(
      `not observed: a request with Last-Event-ID ${status === undefined ? 'gets no answer' : `is answered with ${status}`}`,
      'a server that resumes',
    )
  const last = await untilLive(all, listener)
  return { listener, due: [...missed, ...meanwhile, ...last], brought: all.labels(listener) }
}

/** Publishes until something of it comes, and returns what came last; a server may register a stream after it has answered. */
const untilLive = async (all: Audience, listener: Listener): Promise<readonly string[]> => {
  const labels: string[] = []
  for (let tries = 0; tries < 4 && !listener.isOver(); tries += 1) {
    labels.push(...(await publishAll(all, 1)))
    if (await all.hears(listener, labels.at(-1) ?? '', all.patience / 4)) return labels
  }
  all.show(listener)
  throw new Violation('a stream that is resumed does not bring what is published')
}

export const leavesNoGap = (all: Audience, { due, brought, listener }: Resumed): void => {
  const missing = due.filter((label) => !brought.includes(label))
  if (missing.length === 0) return
  all.show(listener)
  throw new Violation(`${missing.length} of ${due.length} events after the last ID are left out`, { expected: due, actual: brought })
}

export const repeatsNothing = (all: Audience, { due, brought, listener }: Resumed): void => {
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
