import type { Case } from '../../case.ts'
import { equal } from '../../expect.ts'
import { begin, closedBy, isOpen, nameOf, silentSinceClosed } from '../hearing.ts'
import type { ClientWorld } from '../world.ts'
import { errorAtEnd } from './ending.ts'

const needs = ['object'] as const

/** What is over once close() was called. */
export const closedCases: readonly Case<ClientWorld>[] = [
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
