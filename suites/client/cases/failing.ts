import type { Case } from '../../case.ts'
import { equal } from '../../expect.ts'
import { begin, exchange, isError, nameOf, plain, shapeOf } from '../hearing.ts'
import type { Client, ClientWorld, Visit } from '../world.ts'
import { errorAtEnd } from './ending.ts'

/** Answers that are no event stream. */
const refusals: Readonly<Record<'status' | 'type', (visit: Visit) => void>> = {
  status: (visit) => visit.answer(404, [['Content-Type', 'text/plain']], 'nothing here'),
  type: (visit) => visit.answer(200, [['Content-Type', 'text/html']], 'data: a\n\n'),
}

const failed = async ({ open, origin }: ClientWorld, why: keyof typeof refusals): Promise<Client> => {
  const client = await open(origin.url)
  refusals[why](await origin.accept())
  return client
}

/** A stream that was open, has ended, and is refused when the client comes back; an object that `hears` has told of the end by then. */
const failedLater = async (world: ClientWorld, hears = false): Promise<Client> => {
  const { client, visit } = await begin(world)
  visit.send('data: a\n\n')
  await client.next()
  visit.end()
  if (hears) await errorAtEnd(client, world)
  refusals.status(await world.origin.accept('the reconnection'))
  return client
}

/** What is left when a connection fails. */
export const failingCases: readonly Case<ClientWorld>[] = [
  {
    id: 'client/fail/state-status',
    title: 'is CLOSED when error fires for a status other than 200',
    clause: 'fail.ready-state',
    needs: ['object'],
    async run(world) {
      const client = await failed(world, 'status')
      equal((await client.until('error', isError)).readyState ?? null, 2, 'readyState in the listener of error')
      equal(await client.readyState(), 2, 'readyState after it')
    },
  },
  {
    id: 'client/fail/state-type',
    title: 'is CLOSED when error fires for another Content-Type',
    clause: 'fail.ready-state',
    needs: ['object'],
    async run(world) {
      const client = await failed(world, 'type')
      equal((await client.until('error', isError)).readyState ?? null, 2, 'readyState in the listener of error')
      equal(await client.readyState(), 2, 'readyState after it')
    },
  },
  {
    id: 'client/fail/state-return',
    title: 'is CONNECTING, then CLOSED, when its return is refused',
    clause: 'fail.ready-state',
    needs: ['object', 'returns'],
    async run(world) {
      const client = await failedLater(world, true)
      equal((await client.until('error when the return is refused', isError)).readyState ?? null, 2, 'readyState in that listener')
    },
  },
  {
    id: 'client/fail/error-once',
    title: 'tells exactly once that it has failed',
    clause: 'fail.error-event',
    needs: ['error'],
    async run(world) {
      const client = await failed(world, 'status')
      await client.until('error', isError)
      await exchange(world)
      equal(client.told.filter(isError).length, 1, 'how often error fires for a 404')
    },
  },
  {
    id: 'client/fail/error-once-return',
    title: 'tells exactly once that its return has failed',
    clause: 'fail.error-event',
    needs: ['object', 'returns'],
    async run(world) {
      const client = await failedLater(world, true)
      await client.until('error when the return is refused', isError)
      await exchange(world)
      equal(client.told.map(nameOf), ['open', 'event a', 'error', 'error'], 'what fires from the first stream to the refusal')
    },
  },
  {
    id: 'client/fail/no-reconnect',
    title: 'asks no more after a failure',
    clause: 'fail.no-reconnect',
    async run(world) {
      await failed(world, 'type')
      await world.noReturn(world.origin, 'a 200 of another Content-Type')
    },
  },
  {
    id: 'client/fail/no-reconnect-return',
    title: 'asks no more after its return has failed',
    clause: 'fail.no-reconnect',
    needs: ['events', 'returns'],
    async run(world) {
      await failedLater(world)
      await world.noReturn(world.origin, 'a 404 for the return')
    },
  },
  {
    id: 'client/fail/plain-event',
    title: 'fires error as a plain event',
    clause: 'fail.plain-event',
    needs: ['object'],
    async run(world) {
      const client = await failed(world, 'status')
      equal(shapeOf(await client.until('error', isError)), plain, 'the event error')
    },
  },
]
