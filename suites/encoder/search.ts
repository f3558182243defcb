import { Unobserved, Violation } from '../expect.ts'
import { hashOf } from '../random.ts'
import type { Random, Values } from './values.ts'

export type SearchOptions = {
  readonly seed: string
  /** How long the search among others may take, in milliseconds; 0 for none. */
  readonly budget: number
  /** How many values are tried together at most. */
  readonly together: number
  readonly signal: AbortSignal
}

/** Tries all examples, then others; throws the Violation of the smallest value that has one. */
export const search = async <Value>(
  { examples, others }: Values<Value>,
  check: (values: readonly Value[]) => Promise<void>,
  options: SearchOptions,
): Promise<void> => {
  for (let from = 0; from < examples.length; from += options.together)
    await checkTogether(examples.slice(from, from + options.together), check)
  if (others && options.budget > 0) await checkOthers(others, check, options)
}

/** At once, and only where that goes wrong one by one. */
const checkTogether = async <Value>(some: readonly Value[], check: (values: readonly Value[]) => Promise<void>): Promise<void> => {
  try {
    await check(some)
  } catch (error) {
    if (error instanceof Violation && some.length > 1) for (const one of some) await check([one])
    throw error
  }
}

const checkOthers = async <Value>(
  others: Random<Value>,
  check: (values: readonly Value[]) => Promise<void>,
  { seed, budget, together, signal }: SearchOptions,
): Promise<void> => {
  const library = await import('fast-check')
  const lists = library.array(others(library), { minLength: 1, maxLength: Math.min(16, together) })
  const property = library.asyncProperty(lists, async (values) => {
    if (!signal.aborted) await check(values).catch(onlyViolations)
  })
  const once = { seed: hashOf(seed), numRuns: 100, interruptAfterTimeLimit: budget, markInterruptAsFailure: false }
  const first = await library.check(property, { ...once, endOnFailure: true })
  if (!first.counterexamplePath) return
  const smallest = await library.check(property, { ...once, path: first.counterexamplePath, interruptAfterTimeLimit: 5 * budget })
  await checkTogether(smallest.counterexample?.[0] ?? [], check) // once more, so that it is what the wire shows
  throw first.errorInstance
}

/** What there was no time for is not missed: the examples have been judged. */
const onlyViolations = (error: unknown): void => {
  if (!(error instanceof Unobserved)) throw error
}
