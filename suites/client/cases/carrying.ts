import type { Case } from '../../case.ts'
import { equal, Unobserved } from '../../expect.ts'
import type { ClientWorld, Visit } from '../world.ts'
import { endAndReturn, returnAfter } from './returning.ts'

const name = 'Last-Event-ID'
const idOf = (visit: Visit): string | null => visit.header(name) ?? null

/** When an ID is sent, and when none is. */
export const carryingCases: readonly Case<ClientWorld>[] = [
  {
    id: 'client/resume/first-request',
    title: 'sends no ID with its first request',
    clause: 'request.no-last-event-id',
    async run({ open, origin }) {
      await open(origin.url)
      equal(idOf(await origin.accept()), null, `the ${name} of the first request`)
    },
  },
  {
    id: 'client/resume/first-request-of-another',
    title: 'sends no ID of another client with its first request',
    clause: 'request.no-last-event-id',
    needs: ['events'],
    async run({ open, origin, address }) {
      const other = address('same')
      const client = await open(origin.url)
      ;(await origin.accept()).send('id: 1\ndata: a\n\n')
      await client.next()
      await open(other.url)
      equal(idOf(await other.accept()), null, `the ${name} of the first request of another client`)
    },
  },
  {
    id: 'client/resume/emptied-later',
    title: 'sends no ID after a later connection emptied it, as browsers do',
    clause: 'reconnect.last-event-id-emptied-later',
    needs: ['returns', 'id'],
    async run(world) {
      const { next } = await returnAfter(world, 'retry: 10\nid: 1\ndata: a\n\n')
      const { next: third } = await endAndReturn(next, world.origin, 'id\ndata: b\n\n')
      equal(idOf(third), null, `the ${name} of the third request`)
    },
  },
  {
    id: 'client/resume/id-buffer',
    title: 'carries the ID over to events of the next connection, as browsers',
    clause: 'reconnect.id-buffer',
    needs: ['events', 'returns', 'lastEventId'],
    async run({ open, origin }) {
      const client = await open(origin.url)
      const { next } = await endAndReturn(await origin.accept(), origin, 'retry: 10\nid: 1\ndata: a\n\n')
      await client.next()
      next.send('data: b\n\n')
      equal((await client.next()).lastEventId ?? '', '1', 'lastEventId of an event without an ID of its own')
    },
  },
  {
    id: 'client/resume/given',
    title: 'keeps the ID that it was given until a stream sets another',
    clause: 'reconnect.id-survives',
    needs: ['returns'],
    async run({ open, origin }) {
      await open(origin.url, { lastEventId: 'given' })
      const first = await origin.accept()
      if (idOf(first) !== 'given')
        throw new Unobserved('not observed: the client takes no ID to begin with', 'a client that is given lastEventId')
      const { next } = await endAndReturn(first, origin, 'retry: 10\n: no block\n')
      equal(idOf(next), 'given', `the ${name} of the second request`)
      const { next: third } = await endAndReturn(next, origin, 'id: 2\ndata: b\n\n')
      equal(idOf(third), '2', `the ${name} of the third request`)
    },
  },
]
