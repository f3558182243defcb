import type { Case } from '../../case.ts'
import { equal } from '../../expect.ts'
import { begin, closedBy, exchange, isClosed, isOpen, nameOf } from '../hearing.ts'
import type { ClientWorld, Reaction } from '../world.ts'

const needs = ['object'] as const
const reacting = (...reactions: readonly Reaction[]) => ({ reactions })

/** What close() does by itself. */
export const closingCases: readonly Case<ClientWorld>[] = [
  {
    id: 'client/close/state-at-once',
    title: 'is CLOSED when close() returns, right after it was made',
    clause: 'close.ready-state',
    needs,
    run: async ({ open, origin }) => closedBy(await open(origin.url, reacting({ on: '', act: 'close' }))),
  },
  {
    id: 'client/close/state-in-open',
    title: 'is CLOSED when close() returns in a listener of open',
    clause: 'close.ready-state',
    needs,
    run: async (world) => closedBy((await begin(world, reacting({ on: 'open', act: 'close' }))).client),
  },
  {
    id: 'client/close/state-in-message',
    title: 'is CLOSED when close() returns in a listener of message',
    clause: 'close.ready-state',
    needs,
    async run(world) {
      const { client, visit } = await begin(world, reacting({ on: 'message', act: 'close' }))
      visit.send('data: a\n\n')
      await closedBy(client)
    },
  },
  {
    id: 'client/close/state-stays',
    title: 'stays CLOSED while the server goes on after close()',
    clause: 'close.ready-state',
    needs,
    async run(world) {
      const { client, visit } = await begin(world)
      await client.until('open', isOpen)
      await client.close()
      visit.send('data: a\n\n')
      visit.end()
      await exchange(world)
      equal(await client.readyState(), 2, 'readyState after the end of the stream')
    },
  },
  {
    id: 'client/close/ends-stream',
    title: 'ends the connection when it is closed while the stream is silent',
    clause: 'close.aborts',
    needs,
    async run(world) {
      const { client, visit } = await begin(world)
      await client.until('open', isOpen)
      await client.close()
      await visit.gone('the end of the connection after close()')
    },
  },
  {
    id: 'client/close/ends-request',
    title: 'ends the connection when it is closed before the answer',
    clause: 'close.aborts',
    needs,
    async run({ open, origin }) {
      const client = await open(origin.url)
      const visit = await origin.accept()
      await client.close()
      await visit.gone('the end of a request that was not answered, after close(),')
    },
  },
  {
    id: 'client/close/aborted-final',
    title: 'asks no more when it is closed before the answer',
    clause: 'response.aborted',
    needs,
    async run({ open, origin, noReturn }) {
      const client = await open(origin.url)
      await origin.accept()
      await client.close()
      await noReturn(origin, 'close() before the answer')
      equal(await client.readyState(), 2, 'readyState after that')
    },
  },
  {
    id: 'client/close/silent',
    title: 'fires nothing when it is closed',
    clause: 'close.silent',
    needs,
    async run(world) {
      const { client, visit } = await begin(world, { types: ['close', 'end', 'abort'], ...reacting({ on: 'message', act: 'close' }) })
      visit.send('data: a\n\n')
      await client.until('the listener that calls close()', isClosed)
      await exchange(world)
      equal(client.told.map(nameOf), ['open', 'event a', 'closed'], 'what fires')
    },
  },
  {
    id: 'client/close/silent-failed',
    title: 'fires nothing when it is closed in the listener of a failure',
    clause: 'close.silent',
    needs,
    async run(world) {
      const client = await world.open(world.origin.url, { types: ['close'], ...reacting({ on: 'error', act: 'close' }) })
      const visit = await world.origin.accept()
      visit.answer(404)
      await closedBy(client)
      await exchange(world)
      equal(client.told.map(nameOf), ['error', 'closed'], 'what fires')
    },
  },
  {
    id: 'client/close/before-answer',
    title: 'fires nothing when it is closed before the answer',
    clause: 'close.connecting',
    needs,
    async run(world) {
      const client = await world.open(world.origin.url)
      const visit = await world.origin.accept()
      await client.close()
      visit.send('data: a\n\n')
      visit.end()
      await exchange(world)
      equal(client.told.map(nameOf), [], 'what fires after close()')
    },
  },
  {
    id: 'client/close/at-once',
    title: 'fires nothing when it is closed right after it was made',
    clause: 'close.connecting',
    needs,
    async run(world) {
      const client = await world.open(world.origin.url, reacting({ on: '', act: 'close' }))
      await exchange(world)
      for (const visit of world.origin.visits) visit.send('data: a\n\n')
      await exchange(world)
      equal(client.told.map(nameOf), ['closed'], 'what fires after close()')
    },
  },
]
