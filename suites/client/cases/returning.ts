import { Violation } from '../../expect.ts'
import type { ClientWorld, Origin, Visit } from '../world.ts'

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
