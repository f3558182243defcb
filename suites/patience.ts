import { Unobserved, Violation } from './expect.ts'

/** Asks a target as long as it answers at all. */
export type Patience = <Answer>(signal: AbortSignal, ask: () => Promise<Answer>) => Promise<Answer>

/** How many hangs in a row end the asking. */
const most = 3

/** After three calls in a row that were ended for want of an answer, nothing more is asked. */
export const createPatience = (): Patience => {
  let hangs = 0
  return async (signal, ask) => {
    if (hangs >= most)
      throw new Unobserved('not asked: the target gave no answer three times in a row', '--timeout with more time for one case')
    const onAbort = () => {
      if (signal.reason instanceof Violation) hangs += 1
    }
    signal.addEventListener('abort', onAbort, { once: true })
    try {
      return await ask()
    } finally {
      signal.removeEventListener('abort', onAbort)
      if (!signal.aborted) hangs = 0
    }
  }
}
