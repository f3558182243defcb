import type { Case } from '../../case.ts'
import { equal, Violation } from '../../expect.ts'
import { begin, exchange, isError, isOpen, nameOf, plain, shapeOf } from '../hearing.ts'
import type { ClientWorld } from '../world.ts'

/** The event open, and the moment at which it fires. */
export const announcingCases: readonly Case<ClientWorld>[] = [
  {
    id: 'client/announce/open-once',
    title: 'tells once that a stream is open',
    clause: 'announce.open',
    needs: ['open'],
    async run(world) {
      const { client, visit } = await begin(world)
      visit.send('data: a\n\n')
      await client.next()
      visit.send(': a comment\n\ndata: b\n\n')
      await client.next()
      equal(client.told.filter(isOpen).length, 1, 'how often open fires for one connection')
    },
  },
  {
    id: 'client/announce/open-not-refused',
    title: 'tells of no open stream when the answer is no stream',
    clause: 'announce.open',
    needs: ['open', 'error'],
    async run({ open, origin }) {
      const client = await open(origin.url)
      const visit = await origin.accept()
      visit.answer(404, [['Content-Type', 'text/event-stream']], 'data: a\n\n')
      await client.until('error', isError)
      equal(client.told.filter(isOpen).length, 0, 'how often open fires for a 404')
    },
  },
  {
    id: 'client/announce/each-object',
    title: 'opens a stream for each of two objects at one URL',
    clause: 'announce.open',
    needs: ['object'],
    async run({ open, origin }) {
      const one = await open(origin.url)
      const first = await origin.accept('the request of one object')
      const other = await open(origin.url)
      const second = await origin.accept('the request of another object at the same URL')
      first.send('data: one\n\n')
      equal((await one.next()).data, 'one', 'the event of the first stream')
      second.send('data: two\n\n')
      equal((await other.next()).data, 'two', 'the event of the second stream')
      equal(one.told.map(nameOf), ['open', 'event one'], 'what fires on the first object')
      equal(other.told.map(nameOf), ['open', 'event two'], 'what fires on the second object')
    },
  },
  {
    id: 'client/announce/state-open',
    title: 'is OPEN when open fires',
    clause: 'announce.ready-state',
    needs: ['object'],
    async run(world) {
      const { client } = await begin(world)
      const { readyState } = await client.until('open', isOpen)
      equal(readyState ?? null, 1, 'readyState in the listener of open')
    },
  },
  {
    id: 'client/announce/state-open-again',
    title: 'is OPEN when open fires after a reconnection',
    clause: 'announce.ready-state',
    needs: ['object', 'returns'],
    async run(world) {
      const { client, visit } = await begin(world)
      visit.send('data: a\n\n')
      await client.next()
      visit.end()
      const second = await world.origin.accept('the reconnection')
      second.start()
      const { readyState } = await client.until('open after the reconnection', isOpen)
      equal(readyState ?? null, 1, 'readyState in the listener of open')
    },
  },
  {
    id: 'client/announce/before-body',
    title: 'announces a stream whose body has not begun',
    clause: 'announce.at-headers',
    needs: ['open'],
    async run(world) {
      const { client, visit } = await begin(world)
      await client.until('open after the header section, without a byte of the body,', isOpen)
      visit.send('data: a\n\n')
      await client.next()
    },
  },
  {
    id: 'client/announce/before-events',
    title: 'announces a stream before its first event, on each connection',
    clause: 'announce.before-messages',
    needs: ['open', 'returns'],
    async run({ open, origin }) {
      const client = await open(origin.url)
      for (const data of ['a', 'b']) {
        const visit = await origin.accept()
        visit.send(`data: ${data}\n\n`)
        await client.next()
        visit.end()
      }
      await origin.accept('a third request')
      const told = client.told.filter((one) => isOpen(one) || one.kind === 'event').map(nameOf)
      equal(told, ['open', 'event a', 'open', 'event b'], 'what fires on two connections')
    },
  },
  {
    id: 'client/announce/open-again',
    title: 'tells again that a stream is open when it has come back',
    clause: 'announce.again',
    needs: ['open', 'returns'],
    async run(world) {
      const { client, visit } = await begin(world)
      visit.send('data: a\n\n')
      await client.next()
      visit.end()
      const second = await world.origin.accept('the reconnection')
      second.send('data: b\n\n')
      await client.next()
      await exchange(world)
      equal(client.told.filter(isOpen).length, 2, 'how often open fires for two connections')
    },
  },
  {
    id: 'client/announce/plain-event',
    title: 'fires open as a plain event',
    clause: 'announce.plain-event',
    needs: ['object'],
    async run(world) {
      const { client } = await begin(world)
      const told = await client.until('open', isOpen)
      equal(shapeOf(told), plain, 'the event open')
      if (told.fired?.onObject !== true) throw new Violation('open does not fire on the object itself')
    },
  },
]
