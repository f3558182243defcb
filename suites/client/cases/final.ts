import { Unobserved, Violation } from '../../expect.ts'
import type { Client, ClientWorld, Fields, Visit } from '../world.ts'

/** What no client may show: an event of a body that is no event stream. */
export const showsNothing = (client: Client, what: string): void => {
  const shown = client.told.flatMap((told) => (told.kind === 'event' ? [told.data] : []))
  if (shown.length === 0) return
  throw new Violation(`shows events of ${what}`, { expected: 'no event', actual: shown })
}

/** For clients that have an origin: pages of any other may read the answer. */
export const anyOrigin: Fields = [['Access-Control-Allow-Origin', '*']]

/** Where what is asked shows only behind a redirect: whether that is followed fails cases of its own. */
export const notFollowed = (error: unknown): never => {
  if (!(error instanceof Violation)) throw error
  throw new Unobserved('not observed: the client does not follow the redirect', 'a client that follows redirects')
}

/** The body of an answer that is no event stream, as an event stream would have it. */
export const trap = 'id: 13\ndata: never to be shown\n\n'

/**
 * Opens a client, answers it with `act`, and sees that this was final: nothing of the answer is shown, nothing is asked again.
 * `spare` further requests are lawful, and answered in the same way.
 */
export const isFinal = async (
  { open, origin, noReturn }: Pick<ClientWorld, 'open' | 'origin' | 'noReturn'>,
  what: string,
  act: (visit: Visit) => void,
  spare = 0,
): Promise<void> => {
  const client = await open(origin.url)
  act(await origin.accept())
  await staysAway({ origin, noReturn }, what, act, spare)
  showsNothing(client, what)
}

const staysAway = async (
  world: Pick<ClientWorld, 'origin' | 'noReturn'>,
  what: string,
  act: (visit: Visit) => void,
  spare: number,
): Promise<void> => {
  try {
    await world.noReturn(world.origin, what)
  } catch (error) {
    if (!(error instanceof Violation) || spare === 0) throw error
    act(await world.origin.accept())
    await staysAway(world, what, act, spare - 1)
  }
}

/** Sends one event and waits until the client tells it: the answer was taken for an event stream. */
export const isShown = async (client: Client, visit: Visit, data = 'shown'): Promise<void> => {
  visit.send(`data: ${data}\n\n`)
  const event = await client.next('the event of the stream')
  if (event.data === data) return
  throw new Violation('shows another event than the one that was sent', { expected: data, actual: event.data })
}
