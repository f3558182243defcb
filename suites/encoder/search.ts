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
  /** Three examples at the most, from all over their list. */
  readonly gently: boolean
}

/** Tries all examples, then others; throws the Violation of the smallest value that has one. */
export const search = async <Value>(values: Values<Value>, check: Check<Value>, options: SearchOptions): Promise<void> => {
  const { others } = values
  const examples = options.gently ? fewOf(values.examples) : values.examples
  for (let from = 0; from < examples.length; from += options.together)
    await checkTogether(examples.slice(from, from + options.together), check)
  if (others && options.budget > 0) await checkOthers(others, check, options)
}

const fewOf = <Value>(values: readonly Value[]): readonly Value[] =>
  values.length <= 3 ? values : [0, Math.floor(values.length / 2), values.length - 1].flatMap((place) => values[place] ?? [])

type Check<Value> = (values: readonly Value[]) => Promise<void>

/** At once; where that goes wrong, the fewest of them for which it still does. */
const checkTogether = async <Value>(some: readonly Value[], check: Check<Value>): Promise<void> => {
  const violation = await violationOf(some, check)
  if (violation) throw await smallest(some, check, violation)
}

const violationOf = async <Value>(some: readonly Value[], check: Check<Value>): Promise<Violation | undefined> => {
  try {
    await check(some)
    return undefined
  } catch (error) {
    if (error instanceof Violation) return error
    throw error
  }
}

/** Halves first, then one less at a time; ends with the smallest, so that it is what the wire shows, or where the time is used up. */
const smallest = async <Value>(some: readonly Value[], check: Check<Value>, violation: Violation): Promise<Violation> => {
  const half = Math.ceil(some.length / 2)
  const parts =
    some.length === 1
      ? []
      : [some.slice(0, half), some.slice(half), ...(some.length > 16 ? [] : some.map((_, at) => some.toSpliced(at, 1)))]
  try {
    for (const part of parts) {
      const found = await violationOf(part, check)
      if (found) return await smallest(part, check, found)
    }
    return (await violationOf(some, check)) ?? violation
  } catch {
    return violation
  }
}

const checkOthers = async <Value>(
  others: Random<Value>,
  check: Check<Value>,
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
  const shrunk = await library.check(property, { ...once, path: first.counterexamplePath, interruptAfterTimeLimit: 5 * budget })
  await checkTogether(shrunk.counterexample?.[0] ?? [], check)
  throw first.errorInstance
}

/** What there was no time for is not missed: the examples have been judged. */
const onlyViolations = (error: unknown): void => {
  if (!(error instanceof Unobserved)) throw error
}
