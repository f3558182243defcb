import { isSilence, Unobserved, Violation } from '../expect.ts'
import { SetupError } from '../targets/setup-error.ts'

/** So many cases in a row that end in silence are reason to doubt that the client does anything at all. */
const first = 3

/**
 * Asks a client as long as it gives signs of life. Silences may be what the cases are about, so after three in a row it is shown a
 * plain stream, and again each time that there are twice as many: `isAlive` says what came of that. Without a sign the last of them
 * fails, and nothing more is asked.
 */
export const createSigns = (isAlive: () => Promise<boolean>) => {
  let silences = 0
  let doubtful = first
  let alive: Promise<boolean> = Promise.resolve(true)
  const look = async (): Promise<boolean> => {
    silences += 1
    if (silences < doubtful) return true
    doubtful *= 2
    alive = alive.then((was) => was && isAlive())
    return alive
  }
  return async <Result>(signal: AbortSignal, ask: () => Promise<Result>): Promise<Result> => {
    if (!(await alive)) throw new Unobserved('not asked: the client gave no answer three times in a row', unlock)
    try {
      const result = await ask()
      silences = 0
      return result
    } catch (error) {
      if (!isHang(error, signal)) silences = 0
      else if (!(await look()) && error instanceof Unobserved) throw hangs()
      throw error
    }
  }
}

const unlock = 'a client that answers; --timeout gives it more time'

const isHang = (error: unknown, signal: AbortSignal): boolean =>
  isSilence(error) || error instanceof SetupError || (signal.aborted && signal.reason instanceof Violation)

const hangs = (): Violation =>
  new Violation('the client hangs: of a plain stream it tells neither the last event nor the end, and it does not come back')
