import type { Case } from '../../case.ts'
import { equal, Unobserved, Violation } from '../../expect.ts'
import { begin, exchange, isError, nameOf } from '../hearing.ts'
import type { Client, ClientWorld, Told } from '../world.ts'

const needs = ['object', 'returns'] as const

/** The error that tells of the end of a first stream, before anything is asked again; that it fires at all is asked by cases of its own. */
export const errorAtEnd = async (client: Client, { origin }: Pick<ClientWorld, 'origin'>): Promise<Told> => {
  const told = await client.until('error when the stream ends', isError).catch(untold)
  return origin.visits.length === 1 ? told : untold(new Violation('error fires when the client has come back'))
}

const untold = (error: unknown): never => {
  if (!(error instanceof Violation)) throw error
  throw new Unobserved('not observed: no error fires when a stream ends', 'an object that fires error before it comes back')
}

/** What fires when a stream ends, before the client comes back. */
export const endingCases: readonly Case<ClientWorld>[] = [
  {
    id: 'client/reconnect/error-once',
    title: 'fires error once when a stream ends',
    clause: 'reconnect.error-event',
    needs,
    async run(world) {
      const { client, visit } = await begin(world)
      visit.send('data: a\n\n')
      await client.next()
      visit.end()
      await world.origin.accept('the reconnection')
      await exchange(world)
      equal(client.told.map(nameOf), ['open', 'event a', 'error'], 'what fires up to the reconnection')
    },
  },
  {
    id: 'client/reconnect/error-after-events',
    title: 'fires the events of a stream before error tells of its end',
    clause: 'reconnect.after-events',
    needs,
    async run(world) {
      const { client, visit } = await begin(world)
      const data = Array.from({ length: 200 }, (_, index) => `${index}`)
      visit.send(data.map((value) => `data: ${value}\n\n`).join(''))
      visit.end()
      await errorAtEnd(client, world)
      const before = client.told.slice(0, client.told.findIndex(isError)).map(nameOf)
      equal(before, ['open', ...data.map((value) => `event ${value}`)], 'what fires before error')
    },
  },
  {
    id: 'client/reconnect/state-connecting',
    title: 'is CONNECTING when error fires for the end of a stream',
    clause: 'reconnect.ready-state',
    needs,
    async run(world) {
      const { client, visit } = await begin(world)
      visit.send(`retry: ${world.longer}\ndata: a\n\n`)
      await client.next()
      visit.end()
      equal((await errorAtEnd(client, world)).readyState ?? null, 0, 'readyState in the listener of error')
      equal(await client.readyState(), 0, 'readyState while it waits')
    },
  },
]
