import type { Case } from '../../case.ts'
import { equal } from '../../expect.ts'
import { begin, isError, isOpen, nameOf, plain, shapeOf } from '../hearing.ts'
import type { Client, ClientWorld } from '../world.ts'

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
export const endedCases: readonly Case<ClientWorld>[] = [
  {
    id: 'client/reconnect/state-connecting',
    title: 'is CONNECTING when error fires at the end of a stream',
    clause: 'reconnect.ready-state',
    needs: ['object'],
    async run(world) {
      const { client, visit } = await begin(world)
      await client.until('open', isOpen)
      visit.end()
      const { readyState } = await client.until('error when the stream ends', isError)
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
      visit.send('data: a\n\ndata: b\n\ndata: c\n\n')
      visit.end()
      await client.until('error when the stream ends', isError)
      equal(upToError(client), ['open', 'event a', 'event b', 'event c', 'error'], 'what fires up to error')
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
      equal(shapeOf(await client.until('error when the stream ends', isError)), plain, 'the event error')
    },
  },
]
