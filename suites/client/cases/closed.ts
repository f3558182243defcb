import type { Case } from '../../case.ts'
import { equal } from '../../expect.ts'
import { begin, closedBy, exchange, isClosed, isOpen, nameOf, silentSinceClosed } from '../hearing.ts'
import type { ClientWorld } from '../world.ts'
import { errorAtEnd } from './ending.ts'

const needs = ['object'] as const

/** What is over once close() was called. */
export const closedCases: readonly Case<ClientWorld>[] = [
  {
    id: 'client/close/queued',
    title: 'fires none of the events that wait when a task closes it',
    clause: 'close.queued',
    needs,
    async run(world) {
      const { client, visit } = await begin(world, { reactions: [{ on: 'message', data: '0', act: 'close-soon' }] })
      visit.send(Array.from({ length: 1000 }, (_, index) => `data: ${index}\n\n`).join(''))
      await client.until('the task that calls close()', isClosed)
      await exchange(world)
      silentSinceClosed(client)
    },
  },
  {
    id: 'client/close/in-listener',
    title: 'stops within a chunk when a listener closes it',
    clause: 'close.in-handler',
    needs,
    async run(world) {
      const { client, visit } = await begin(world, { reactions: [{ on: 'message', data: 'b', act: 'close' }] })
      visit.send('data: a\n\ndata: b\n\ndata: c\n\ndata: d\n\n')
      await closedBy(client)
      await exchange(world)
      equal(client.told.map(nameOf), ['open', 'event a', 'event b', 'closed'], 'what fires')
    },
  },
  {
    id: 'client/close/in-attribute',
    title: 'stops within a chunk when onmessage closes it',
    clause: 'close.in-handler',
    needs,
    async run(world) {
      const reaction = { on: 'message', data: 'b', as: 'attribute', act: 'close' } as const
      const { client, visit } = await begin(world, { reactions: [reaction] })
      visit.send('data: a\n\ndata: b\n\ndata: c\n\n')
      await closedBy(client)
      await exchange(world)
      equal(client.told.map(nameOf).includes('event c'), false, 'whether the event after the one that closed it fires')
    },
  },
  {
    id: 'client/close/in-open',
    title: 'fires no event when a listener of open closes it',
    clause: 'close.in-handler',
    needs,
    async run(world) {
      const { client, visit } = await begin(world, { reactions: [{ on: 'open', act: 'close' }] })
      visit.send('data: a\n\n')
      await closedBy(client)
      await exchange(world)
      equal(client.told.map(nameOf), ['open', 'closed'], 'what fires')
    },
  },
  {
    id: 'client/close/in-later-listener',
    title: 'stops within a chunk of the stream that it has come back to',
    clause: 'close.in-handler',
    needs: ['object', 'returns'],
    async run(world) {
      const { client, visit } = await begin(world, { reactions: [{ on: 'message', data: 'c', act: 'close' }] })
      visit.send('retry: 10\ndata: a\n\ndata: b\n\n')
      visit.end()
      const second = await world.origin.accept('the reconnection')
      second.send('data: c\n\ndata: d\n\n')
      await closedBy(client)
      await exchange(world)
      equal(client.told.map(nameOf).at(-1) ?? null, 'closed', 'the last that fires')
    },
  },
  {
    id: 'client/close/in-wait',
    title: 'does not come back when a listener of error closes it',
    clause: 'close.in-wait',
    needs: ['object', 'returns'],
    async run(world) {
      const { client, visit } = await begin(world, { reactions: [{ on: 'error', act: 'close' }] })
      visit.send('data: a\n\n')
      await client.next()
      visit.end()
      await errorAtEnd(client, world)
      await closedBy(client)
      await world.noReturn(world.origin, 'close() in the listener of error')
    },
  },
  {
    id: 'client/close/in-wait-after-a-break',
    title: 'does not come back when it is closed after a connection broke off',
    clause: 'close.in-wait',
    needs: ['object', 'returns'],
    async run(world) {
      const client = await world.open(world.origin.url, { reactions: [{ on: 'error', act: 'close' }] })
      const visit = await world.origin.accept()
      visit.start([['Connection', 'keep-alive']]) // else some take whatever end there is for a whole body
      visit.send('data: a\n\n')
      await client.next()
      visit.breakOff('fin')
      await errorAtEnd(client, world)
      await closedBy(client)
      await world.noReturn(world.origin, 'close() in the listener of error')
      equal(await client.readyState(), 2, 'readyState after that') // of one that has not crashed since
    },
  },
  {
    id: 'client/close/final',
    title: 'neither asks nor fires when the server goes on after close()',
    clause: 'close.final',
    needs,
    async run(world) {
      const { client, visit } = await begin(world, { reactions: [{ on: 'message', act: 'close' }] })
      visit.send('id: 1\ndata: a\n\n')
      await closedBy(client)
      visit.send('retry: 1\ndata: b\n\n')
      visit.end()
      await world.noReturn(world.origin, 'close() and the end of the stream')
      silentSinceClosed(client)
    },
  },
  {
    id: 'client/close/final-silent-server',
    title: 'neither asks nor fires after close() in a silent stream',
    clause: 'close.final',
    needs,
    async run(world) {
      const { client } = await begin(world, { reactions: [{ on: 'open', act: 'close' }] })
      await client.until('open', isOpen)
      await closedBy(client)
      await world.noReturn(world.origin, 'close() in a silent stream')
      silentSinceClosed(client)
    },
  },
  {
    id: 'client/close/again',
    title: 'takes a second close() without a word',
    clause: 'close.again',
    needs,
    async run(world) {
      const { client, visit } = await begin(world, { reactions: [{ on: 'message', act: 'close-twice' }] })
      visit.send('data: a\n\n')
      await closedBy(client)
      await world.noReturn(world.origin, 'a second close()')
      equal(client.told.map(nameOf), ['open', 'event a', 'closed'], 'what fires')
    },
  },
  {
    id: 'client/close/again-failed',
    title: 'takes close() after a failure without a word',
    clause: 'close.again',
    needs,
    async run(world) {
      const client = await world.open(world.origin.url, { reactions: [{ on: 'error', act: 'close-twice' }] })
      const visit = await world.origin.accept()
      visit.answer(404)
      await closedBy(client)
      await world.noReturn(world.origin, 'a failure, and close() after it')
      equal(client.told.map(nameOf), ['error', 'closed'], 'what fires')
    },
  },
]
