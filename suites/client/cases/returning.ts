import { Unobserved, Violation } from '../../expect.ts'
import { clientNeeds } from '../needs.ts'
import type { Client, ClientWorld, Origin, Visit } from '../world.ts'

/** Clocks that count whole milliseconds may say this much less. */
const rounding = 2

/** Fails when a client has come back before its time; later is lawful. Both in milliseconds. */
export const notBefore = (took: number, time: number, what = 'the return'): void => {
  if (took >= time - rounding) return
  throw new Violation(`${what} comes too early`, { expected: `${time} ms or later`, actual: `${Math.round(took)} ms` })
}

/** Sends this stream, ends it, and waits for the return; `took` counts from just before the end, in milliseconds. */
export const endAndReturn = async (
  visit: Visit,
  origin: Origin,
  stream: string,
): Promise<{ readonly next: Visit; readonly took: number }> => {
  visit.send(stream)
  const ended = visit.end()
  const next = await origin.accept('the return')
  return { next, took: next.at - ended }
}

/** Opens a client, sends it this stream as the first, and waits for its return. */
export const returnAfter = async ({ open, origin }: Pick<ClientWorld, 'open' | 'origin'>, stream: string) => {
  await open(origin.url)
  return endAndReturn(await origin.accept(), origin, stream)
}

/** For a return after an attempt that failed: who takes that for futile need not come back, which is no fault of what the case is about. */
export const givesUp = (error: unknown): never => {
  if (!(error instanceof Violation)) throw error
  throw new Unobserved('not observed: the client does not come back after an attempt that failed', 'a client that tries again')
}

/** Another attempt, or word that there will be none: both are lawful. Silence is not, where the client has a way to tell. */
export const triesOrTells = async (
  next: Promise<unknown>,
  client: Client,
  { tellsErrors }: Pick<ClientWorld, 'tellsErrors'>,
  isNews: (told: Client['told'][number]) => boolean = () => true,
): Promise<void> => {
  const heard = client.until('word of the failure', (told) => told.kind === 'error' && isNews(told))
  await Promise.any([next, heard]).catch((error: AggregateError) => {
    if (!tellsErrors && error.errors.every((one) => one instanceof Violation))
      throw new Unobserved(clientNeeds.error.reason, clientNeeds.error.unlock)
    throw error.errors[0]
  })
}
