import type { Exposed } from '../parser/reading.ts'
import type { Told } from '../targets/client.ts'

/** What a client has shown before any verdict. */
export type Acquaintance = {
  readonly exposed: Exposed
  /** Whether it hears events of a type that it was told of. */
  readonly hearsTypes: boolean
  /** How long it waits by default, in milliseconds; undefined: it does not come back at all. */
  readonly delay: number | undefined
  /** Whether it tells of an event before the stream ends. */
  readonly prompt: boolean
  readonly tells: { readonly open: boolean; readonly error: boolean; readonly readyState: boolean }
}

/** An object has all that the interface has, or breaks a clause. */
export const acquaintanceOf = (
  isObject: boolean,
  events: readonly Told[],
  told: readonly Told[],
  returned: { readonly delay: number; readonly lastEventId: string | undefined } | undefined,
): Omit<Acquaintance, 'prompt'> => {
  const typed = events.find((one) => one.kind === 'event' && one.data.includes('hello'))
  const error = told.find(({ kind }) => kind === 'error')
  return {
    exposed: {
      type: isObject || (typed?.kind === 'event' && typed.type === 'greeting'),
      lastEventId: isObject || events.some((one) => one.kind === 'event' && one.lastEventId !== undefined),
      retry: false, // what a client makes of it shows in time
      defaultRetry: null,
      id: returned?.lastEventId === '7' ? 'in-lines' : false, // on the request line of its return
    },
    hearsTypes: isObject || typed !== undefined,
    delay: returned?.delay,
    tells: {
      open: told.some(({ kind }) => kind === 'open'),
      error: error !== undefined,
      readyState: error?.readyState !== undefined,
    },
  }
}
