import { equal, Violation } from '../expect.ts'
import type { Fired, Told } from '../targets/client.ts'
import type { Client, ClientWorld, Visit } from './world.ts'

/** The event open of an object, whatever interface it has; not where the server names an event open. */
export const isOpen = (told: Told): boolean => told.kind === 'open' || (told.kind === 'event' && told.type === 'open')
/** The event error of an object, whatever interface it has; not where the server names an event error. */
export const isError = (told: Told): boolean => told.kind === 'error' || (told.kind === 'event' && told.type === 'error')
/** What a reaction that calls close() tells. */
export const isClosed = (told: Told): told is Told & { readonly kind: 'closed' } => told.kind === 'closed'

/** A short name of what was told: the data of an event, else its kind. */
export const nameOf = (told: Told): string => (told.kind === 'event' ? `event ${told.data}` : told.kind)

/** What an object has told of an event, apart from what only an engine can do: events that are made in script are not trusted. */
export const firedOf = ({ fired }: Told): Fired => {
  if (fired === undefined) throw new Violation('an event that is no event of an object')
  return fired
}

/** The interface of an event, and what can be done with it. */
export const shapeOf = (told: Told) => {
  const { interface: name, bubbles, cancelable, dataType } = firedOf(told)
  return { interface: name, bubbles, cancelable, dataType }
}

/** A plain Event that neither bubbles nor can be cancelled. */
export const plain = { interface: 'Event', bubbles: false, cancelable: false, dataType: 'undefined' } as const

/** A stream that was begun, and its client. */
export const begin = async (
  { open, origin }: Pick<ClientWorld, 'open' | 'origin'>,
  options?: Parameters<ClientWorld['open']>[1],
): Promise<{ readonly client: Client; readonly visit: Visit }> => {
  const client = await open(origin.url, options)
  const visit = await origin.accept()
  visit.start()
  return { client, visit }
}

/** Another client opens a stream and hears an event: whatever was on its way to the first has reached it by then. */
export const exchange = async ({ open, address }: Pick<ClientWorld, 'open' | 'address'>): Promise<void> => {
  const beside = address('same')
  const client = await open(beside.url)
  const visit = await beside.accept('the request of another client')
  visit.send('data: beside\n\n')
  await client.next('the event of another client')
  await client.close()
}

/** Fails unless a client has told nothing after a reaction has closed it. */
export const silentSinceClosed = ({ told }: Client): void => {
  const later = told.slice(told.findIndex(isClosed) + 1).filter((one) => !isClosed(one))
  if (later.length > 0) throw new Violation('something fires after close()', { expected: [], actual: later.slice(0, 5).map(nameOf) })
}

/** What close() has left when it returned, called in a listener. */
export const closedBy = async (client: Client): Promise<void> => {
  const { readyState, threw } = await client.until('the listener that calls close()', isClosed)
  if (threw !== undefined) throw new Violation('close() throws', { expected: 'nothing', actual: threw })
  equal(readyState ?? null, 2, 'readyState when close() has returned')
}
