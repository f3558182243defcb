import type { Case } from '../../case.ts'
import { equal } from '../../expect.ts'
import { begin, closedBy, exchange, isClosed, nameOf, silentSinceClosed } from '../hearing.ts'
import type { ClientWorld } from '../world.ts'

const needs = ['object'] as const

/** What close() stops of a stream that has come already, where a listener calls it. */
export const stoppingCases: readonly Case<ClientWorld>[] = [
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
]
