import { setImmediate as oneTurn, setTimeout as sleep } from 'node:timers/promises'
import { silent, Unclear, Violation } from '../expect.ts'
import type { Control } from './control.ts'

/** How long a client is waited for, in milliseconds. */
export type Waits = {
  /** For its first request, and for what it tells. */
  readonly answer: number
  /** For a reconnection (DESIGN: the longest that is waited at all). */
  readonly return: number
}

/** A client may wait longer than it is asked to; only one that takes this long is said not to come back. */
export const waitsFor = (timeout: number, delay: number, longest = 30_000): Waits => ({
  answer: timeout,
  return: Math.max(longest, 4 * delay),
})

/** What did not happen, in the words of a verdict. */
export const tooLate = (what: string, milliseconds: number): Violation =>
  silent(new Violation(`${what} does not come within ${Math.round(milliseconds / 100) / 10} s`))

/**
 * Blames nobody for a silence that this machine may be the reason of: before a Violation for something that did not come is believed,
 * the reference has to get through an exchange of its own in the same time.
 */
export const believed = async <Result>(control: Control, milliseconds: number, wait: Promise<Result>): Promise<Result> => {
  try {
    return await wait
  } catch (error) {
    if (error instanceof Violation && !(await control(milliseconds)))
      throw new Unclear(
        'kit',
        `this machine is too slow to tell: the reference gets through no exchange in ${milliseconds / 1000} s either`,
      )
    throw error
  }
}

/** Holds a case up; 0: for one turn, in which what was written goes out. Rejects with the reason of the signal. */
export const pass = async (milliseconds: number, signal: AbortSignal): Promise<void> => {
  if (milliseconds === 0) await oneTurn()
  const due = performance.now() + milliseconds
  for (let left = milliseconds; left > 0; left = due - performance.now()) {
    await sleep(Math.ceil(left), undefined, { signal }).catch(() => signal.throwIfAborted())
  }
}
