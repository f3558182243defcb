import type { Case } from '../../case.ts'
import { Unobserved, Violation } from '../../expect.ts'
import type { Audience } from '../stage/audience.ts'
import type { Listener } from '../stage/listener.ts'
import type { ServerWorld } from '../world.ts'

/** Events that were published for all, and those who listened. */
type Broadcast = { readonly all: Audience; readonly listeners: readonly Listener[]; readonly labels: readonly string[] }

type FanoutCase = Pick<Case<ServerWorld>, 'id' | 'title' | 'clause' | 'weight'> & {
  /** How many publish at the same time. Default: 1. */
  readonly publishers?: number
  readonly check: (broadcast: Broadcast) => Promise<void>
}

/** A few events, as many as pass for no flood. */
const events = 20
const few = 3

const fanout = ({ publishers = 1, check, ...item }: FanoutCase): Case<ServerWorld> => ({
  ...item,
  needs: ['publish', 'data-form'],
  run: ({ audience, subscribers }) =>
    audience(async (all) => {
      const listeners = await all.gather(item.weight === 'heavy' ? subscribers : few)
      const labels = Array.from({ length: events }, all.label)
      const shares = Array.from({ length: publishers }, (_, publisher) => labels.filter((_, index) => index % publishers === publisher))
      await Promise.all(shares.map((share) => publishInTurn(all, share)))
      await check({ all, listeners, labels })
    }),
})

const publishInTurn = async (all: Audience, labels: readonly string[]): Promise<void> => {
  for (const data of labels) await all.publish({ data })
}

/** Those who have not heard them all in so many milliseconds. */
const waiting = async ({ all, listeners, labels }: Broadcast, ms: number): Promise<readonly Listener[]> => {
  const until = performance.now() + ms
  const hears = async (listener: Listener) => {
    for (const label of labels) if (!(await all.hears(listener, label, until - performance.now()))) return [listener]
    return []
  }
  return (await Promise.all(listeners.map(hears))).flat()
}

/** Each of them has heard what is published last, and with it all that was sent before; what is missing is no matter. */
const settled = async (broadcast: Broadcast): Promise<void> => {
  const { all } = broadcast
  await waiting(broadcast, all.patience / 2)
  const last = all.label()
  await all.publish({ data: last })
  await waiting({ ...broadcast, labels: [last] }, all.patience / 4)
}

const eachEvent = async (broadcast: Broadcast): Promise<void> => {
  const { all, listeners, labels } = broadcast
  const missing = await waiting(broadcast, 0.7 * all.patience)
  const [first] = missing
  if (first === undefined) return
  all.show(first)
  if (missing.every(({ isOver }) => isOver())) throw new Unobserved('not observed: a stream ended meanwhile', 'streams that stay open')
  const heard = new Set(all.labels(first))
  const lost = labels.filter((label) => !heard.has(label))
  const who = `${missing.length} of ${listeners.length} subscribers`
  throw new Violation(`${who}: not every event comes`, { expected: `${labels.length} events`, actual: `without ${lost.join(' ')}` })
}

const once = async (broadcast: Broadcast): Promise<void> => {
  await settled(broadcast)
  const { all, listeners } = broadcast
  for (const listener of listeners) {
    const labels = all.labels(listener)
    const repeated = labels.filter((label, index) => labels.indexOf(label) < index)
    if (repeated.length === 0) continue
    all.show(listener)
    throw new Violation('an event comes more than once', { actual: repeated.join(' ') })
  }
}

const sameOrder = async (broadcast: Broadcast): Promise<void> => {
  await settled(broadcast)
  const { all, listeners } = broadcast
  const orders = listeners.map((listener) => [...new Set(all.labels(listener))])
  for (const [index, order] of orders.entries()) {
    const first = orders[0] ?? []
    const [expected, actual] = [first.filter((label) => order.includes(label)), order.filter((label) => first.includes(label))]
    if (expected.every((label, place) => label === actual[place])) continue
    for (const listener of [listeners[0], listeners[index]]) if (listener) all.show(listener)
    throw new Violation('two subscribers get the same events in another order', { expected: expected.join(' '), actual: actual.join(' ') })
  }
}

const publishedOrder = async (broadcast: Broadcast): Promise<void> => {
  await settled(broadcast)
  const { all, listeners, labels } = broadcast
  for (const listener of listeners) {
    const heard = [...new Set(all.labels(listener))].filter((label) => labels.includes(label))
    const expected = labels.filter((label) => heard.includes(label))
    if (expected.every((label, place) => label === heard[place])) continue
    all.show(listener)
    throw new Violation('events come in another order than they were published in', {
      expected: expected.join(' '),
      actual: heard.join(' '),
    })
  }
}

/** Whether what is published comes to all, once and in one order. */
export const fanoutCases: readonly Case<ServerWorld>[] = (
  [
    { id: 'each-event', title: 'brings each event to every subscriber', clause: 'fanout.complete', check: eachEvent },
    { id: 'once', title: 'brings each event to every subscriber once', clause: 'fanout.once', check: once },
    { id: 'same-order', title: 'brings events to all subscribers in one order', clause: 'fanout.in-order', check: sameOrder },
    {
      id: 'published-order',
      title: 'brings events in the order in which they are published',
      clause: 'fanout.published-order',
      check: publishedOrder,
    },
    {
      id: 'same-order-concurrent',
      title: 'brings what several publish at once to all in one order',
      clause: 'fanout.in-order',
      publishers: 4,
      check: sameOrder,
    },
    {
      id: 'many-each-event',
      title: 'brings each event to each of many subscribers',
      clause: 'fanout.complete',
      weight: 'heavy',
      check: eachEvent,
    },
    { id: 'many-once', title: 'brings each event once to each of many subscribers', clause: 'fanout.once', weight: 'heavy', check: once },
    {
      id: 'many-same-order',
      title: 'brings what several publish at once to many in one order',
      clause: 'fanout.in-order',
      weight: 'heavy',
      publishers: 4,
      check: sameOrder,
    },
  ] satisfies readonly FanoutCase[]
).map((item: FanoutCase) => fanout({ ...item, id: `server/fanout/${item.id}` }))
