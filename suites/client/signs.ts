import { isSilence, Unobserved, Violation } from '../expect.ts'
import { SetupError } from '../targets/setup-error.ts'

/** So many cases in a row that end in silence are reason to doubt that the client does anything at all. */
const most = 3

/**
 * Asks a client as long as it gives signs of life. Silences may be what the cases are about, so after three in a row it is shown a
 * plain stream: `isAlive` says what came of that; without a sign, nothing more is asked.
 */
export const createSigns = (isAlive: () => Promise<boolean>) => {
  let silences = 0
  let alive: Promise<boolean> = Promise.resolve(true)
  const note = (isSilent: boolean) => {
    silences = isSilent ? silences + 1 : 0
    if (silences % most !== 0 || !isSilent) return
    alive = alive.then((was) => was && isAlive())
  }
  return async <Result>(signal: AbortSignal, ask: () => Promise<Result>): Promise<Result> => {
    if (!(await alive))
      throw new Unobserved(
        'not asked: the client gave no answer three times in a row',
        'a client that answers; --timeout gives it more time',
      )
    try {
      const result = await ask()
      note(false)
      return result
    } catch (error) {
      note(isSilence(error) || error instanceof SetupError || (signal.aborted && signal.reason instanceof Violation))
      throw error
    }
  }
}
