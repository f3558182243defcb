import type { Case } from '../../case.ts'
import { equal, Unobserved, Violation } from '../../expect.ts'
import { begin, isError, isOpen, nameOf, plain, shapeOf } from '../hearing.ts'
import type { Client, ClientWorld, Told } from '../world.ts'

/** The error that tells of the end of a first stream, before anything is asked again; that it fires at all is asked by cases of its own. */
export const errorAtEnd = async (client: Client, { origin }: Pick<ClientWorld, 'origin'>): Promise<Told> => {
  const told = await client.until('error when the stream ends', isError).catch(untold)
  return origin.visits.length === 1 ? told : untold(new Violation('error fires when the client has come back'))
}

const untold = (error: unknown): never => {
  if (!(error instanceof Violation)) throw error
  throw new Unobserved('not observed: no error fires when a stream ends', 'an object that fires error before it comes back')
}

/** What has fired up to the first error. */
const upToError = ({ told }: Client) => told.slice(0, told.findIndex(isError) + 1).map(nameOf)

/** Two streams; what fires from the first to the event of the second, where the first is ended in this way. */
const twoStreams = async (world: ClientWorld, end: 'end' | 'break'): Promise<readonly string[]> => {
  const { client, visit } = await begin(world)
  visit.send('retry: 10\ndata: a\n\n')
  await client.next()
  if (end === 'end') visit.end()
  else visit.breakOff('reset')
  const second = await world.origin.accept('the reconnection')
  second.send('data: b\n\n')
  await client.next()
  return client.told.map(nameOf)
}

/** What an object is and fires when a stream has ended and it is to come back. */
export const endingCases: readonly Case<ClientWorld>[] = [
  {
    id: 'client/reconnect/state-connecting',
    title: 'is CONNECTING when error fires at the end of a stream',
    clause: 'reconnect.ready-state',
    needs: ['object'],
    async run(world) {
      const { client, visit } = await begin(world)
      await client.until('open', isOpen)
      visit.end()
      const { readyState } = await errorAtEnd(client, world)
      equal(readyState ?? null, 0, 'readyState in the listener of error')
    },
  },
  {
    id: 'client/reconnect/state-until-open',
    title: 'stays CONNECTING until its return is answered',
    clause: 'reconnect.ready-state',
    needs: ['object', 'returns'],
    async run(world) {
      const { client, visit } = await begin(world)
      await client.until('open', isOpen)
      visit.end()
      await world.origin.accept('the reconnection')
      equal(await client.readyState(), 0, 'readyState while the return is not answered')
    },
  },
  {
    id: 'client/reconnect/error-once',
    title: 'fires error once when a stream ends',
    clause: 'reconnect.error-event',
    needs: ['object', 'returns'],
    async run(world) {
      equal(await twoStreams(world, 'end'), ['open', 'event a', 'error', 'open', 'event b'], 'what fires on two connections')
    },
  },
  {
    id: 'client/reconnect/error-once-after-a-break',
    title: 'fires error once when a connection breaks off',
    clause: 'reconnect.error-event',
    needs: ['object', 'returns'],
    async run(world) {
      equal(await twoStreams(world, 'break'), ['open', 'event a', 'error', 'open', 'event b'], 'what fires on two connections')
    },
  },
  {
    id: 'client/reconnect/after-events',
    title: 'fires the events of a stream before the error of its end',
    clause: 'reconnect.after-events',
    needs: ['object'],
    async run(world) {
      const { client, visit } = await begin(world)
      await client.until('open', isOpen)
      const names = Array.from({ length: 200 }, (_, index) => `${index}`)
      visit.send(names.map((name) => `data: ${name}\n\n`).join(''))
      visit.end()
      await errorAtEnd(client, world)
      equal(upToError(client), ['open', ...names.map((name) => `event ${name}`), 'error'], 'what fires up to error')
    },
  },
  {
    id: 'client/reconnect/plain-event',
    title: 'fires error as a plain event when a stream ends',
    clause: 'fail.plain-event',
    needs: ['object'],
    async run(world) {
      const { client, visit } = await begin(world)
      await client.until('open', isOpen)
      visit.end()
      equal(shapeOf(await errorAtEnd(client, world)), plain, 'the event error')
    },
  },
]
