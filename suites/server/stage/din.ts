import { setTimeout as pause } from 'node:timers/promises'
import { SetupError } from '../../targets/setup-error.ts'
import type { Inbox } from './inbox.ts'

/** More than this while a few marks come, in bytes, and it is seen whether it goes on. */
const muchMeanwhile = 1024 ** 2

/** The most that a stream may bring of its own accord, in bytes a second: beyond, published events are needles in a haystack. */
const loudest = 8 * 1024 ** 2

/** Throws a SetupError where a stream that has brought so many bytes goes on in the same way: nothing published could be found in it. */
export const refuseDin = async (inbox: Inbox, din: number, signal: AbortSignal): Promise<void> => {
  if (din <= muchMeanwhile) return
  const before = inbox.received()
  await pause(1000, undefined, { signal })
  const came = inbox.received() - before
  if (came <= loudest) return
  await inbox.close()
  throw new SetupError(
    `the stream brings ${Math.round(came / 1024 ** 2)} MB a second of its own accord, so that what is published cannot be asked for on it`,
    'name a stream, or a topic, on which little else is sent',
  )
}
