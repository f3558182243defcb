import { isDeepStrictEqual } from 'node:util'
import type { Json } from '../spec/verdict.ts'

/** The target broke the clause. */
export class Violation extends Error {
  override readonly name = 'Violation'
  readonly expected?: Json
  readonly actual?: Json

  constructor(reason: string, found: { readonly expected?: Json; readonly actual?: Json } = {}) {
    super(reason)
    if (found.expected !== undefined) this.expected = found.expected
    if (found.actual !== undefined) this.actual = found.actual
  }
}

const silences = new WeakSet<Error>()

/** Marks what is thrown because something did not come: three in a row, and the target may have stopped to answer at all. */
export const silent = <Thrown extends Error>(error: Thrown): Thrown => {
  silences.add(error)
  return error
}

export const isSilence = (error: unknown): boolean => error instanceof Error && silences.has(error)

/** The target did not answer in time, in milliseconds. */
export const silence = (timeout: number): Violation => silent(new Violation(`gives no answer within ${timeout / 1000} s`))

/** The case could not be asked, or what it waits for did not happen; `unlock` names the option that would change it. */
export class Unobserved extends Error {
  override readonly name = 'Unobserved'
  readonly unlock: string

  constructor(reason: string, unlock: string) {
    super(reason)
    this.unlock = unlock
  }
}

/** We could not tell; the target is not to blame. */
export class Unclear extends Error {
  override readonly name = 'Unclear'
  readonly blame: 'setup' | 'kit'

  constructor(blame: 'setup' | 'kit', reason: string) {
    super(reason)
    this.blame = blame
  }
}

/** Fails unless both are the same, value for value; `what` names the thing compared. */
export const equal = <Value extends Json>(actual: Value, expected: Value, what: string): void => {
  if (!isDeepStrictEqual(actual, expected)) throw new Violation(`${what}: not as expected`, { expected, actual })
}
