import type { Case } from '../../case.ts'
import { equal, Violation } from '../../expect.ts'
import { begin, firedOf, nameOf } from '../hearing.ts'
import type { ClientWorld, Visit } from '../world.ts'
import { anyOrigin } from './final.ts'

const needs = ['object'] as const

const redirectTo = (visit: Visit, url: string) => visit.answer(307, [...anyOrigin, ['Location', url]])

/** What an event of a stream is like. */
export const messageCases: readonly Case<ClientWorld>[] = [
  {
    id: 'client/message/interface',
    title: 'fires a MessageEvent on the object',
    clause: 'message.interface',
    needs,
    async run(world) {
      const { client, visit } = await begin(world)
      visit.send('data: a\n\n')
      const fired = firedOf(await client.next())
      equal(fired.interface, 'MessageEvent', 'the interface of the event')
      if (!fired.onObject) throw new Violation('the event does not fire on the object itself')
    },
  },
  {
    id: 'client/message/data-string',
    title: 'gives data as a string, whatever it looks like',
    clause: 'message.interface',
    needs,
    async run(world) {
      const { client, visit } = await begin(world)
      for (const data of ['{"a": [1, 2]}', '17', 'null', 'true', '"quoted"']) {
        visit.send(`data: ${data}\n\n`)
        const event = await client.next()
        equal([firedOf(event).dataType, event.data], ['string', data], `the data of ${data}`)
      }
    },
  },
  {
    id: 'client/message/not-bubbling',
    title: 'fires events that do not bubble',
    clause: 'message.not-bubbling',
    needs,
    async run(world) {
      const { client, visit } = await begin(world)
      visit.send('data: a\n\n')
      equal(firedOf(await client.next()).bubbles, false, 'bubbles')
    },
  },
  {
    id: 'client/message/not-cancelable',
    title: 'fires events that cannot be cancelled',
    clause: 'message.not-cancelable',
    needs,
    async run(world) {
      const { client, visit } = await begin(world)
      visit.send('data: a\n\n')
      equal(firedOf(await client.next()).cancelable, false, 'cancelable')
    },
  },
  {
    id: 'client/message/origin',
    title: 'gives the origin of the stream with each event',
    clause: 'message.origin',
    needs,
    async run(world) {
      const { client, visit } = await begin(world, { types: ['own'] })
      visit.send('data: a\n\nevent: own\ndata: b\n\n')
      equal(firedOf(await client.next()).origin ?? null, world.origin.origin, 'origin of the first event')
      equal(firedOf(await client.next()).origin ?? null, world.origin.origin, 'origin of an event of another type')
    },
  },
  {
    id: 'client/message/origin-redirected',
    title: 'gives the origin of the final URL after a redirect',
    clause: 'message.origin',
    needs,
    async run({ open, origin, address }) {
      const other = address('other')
      const client = await open(origin.url)
      redirectTo(await origin.accept(), other.url)
      const visit = await other.accept('the request after the redirect')
      visit.start(anyOrigin)
      visit.send('data: a\n\n')
      equal(firedOf(await client.next()).origin ?? null, other.origin, 'origin after a redirect to another origin')
    },
  },
  {
    id: 'client/message/last-event-id',
    title: 'gives the last ID with each event, also where it has none itself',
    clause: 'message.last-event-id',
    needs,
    async run(world) {
      const { client, visit } = await begin(world)
      visit.send('data: a\n\nid: 1\ndata: b\n\ndata: c\n\nid: 2\n\ndata: d\n\nid: 3\ndata: e\n\nid\ndata: f\n\n')
      const ids: (readonly [string, string | null])[] = []
      while (ids.length < 6) {
        const { data, lastEventId = null } = await client.next()
        ids.push([data, lastEventId])
      }
      const expected = ['a', 'b', 'c', 'd', 'e', 'f'].map((data, index) => [data, ['', '1', '1', '2', '3', ''][index] ?? ''] as const)
      equal(ids, expected, 'lastEventId of each event')
    },
  },
  {
    id: 'client/message/order',
    title: 'fires the events of several types in the order of the stream',
    clause: 'message.order',
    needs,
    async run(world) {
      const { client, visit } = await begin(world, { types: ['one', 'two'] })
      const count = 300
      const names = Array.from({ length: count }, (_, index) => `${index}`)
      visit.send(names.map((name, index) => `event: ${['one', 'two', 'message'][index % 3]}\ndata: ${name}\n\n`).join(''))
      while (client.told.filter(({ kind }) => kind === 'event').length < count) await client.next()
      equal(client.told.map(nameOf), ['open', ...names.map((name) => `event ${name}`)], 'what fires')
    },
  },
]
