import type { Results } from '../spec/results.ts'
import { type Verdict, weigh } from '../spec/verdict.ts'
import type { CaseSummary } from './case.ts'
import { adviceOn, failureOf, unjudged } from './failure.ts'
import { run } from './run.ts'
import type { RunOptions } from './run-options.ts'
import { select } from './select.ts'
import { suites } from './suites.ts'
import type { Target } from './targets/target.ts'

/** Gets what the framework gives a test, if anything; it has no parameters by its length, so that no framework waits for a callback. */
export type TestBody = (given?: unknown) => Promise<void>

/** The `test` of node:test and tap, or that of vitest and jest; `timeout` is in milliseconds. */
export type RegisterTest =
  | ((title: string, options: { timeout: number }, body: TestBody) => unknown)
  | ((title: string, body: TestBody, timeout: number) => unknown)

/**
 * Registers one test for each case of the target's role, for node:test, tap, vitest and jest. The first that runs starts one run for all.
 * A violation fails its test, and so does a case of which nothing can be told; a broken SHOULD or MAY passes with a remark;
 * what is not observed is skipped where the framework has a way to say so. Throws when the selection matches no case.
 */
export const conformance = (target: Target, test: RegisterTest, options: RunOptions = {}): void => {
  const all: readonly CaseSummary[] = suites[target.role]
  const cases = select(all, options)
  if (cases.length === 0) throw new Error(`no case of a ${target.role} matches; sse-conformance list shows them all`)
  const judging = judgeOnDemand(target, options)
  let left = cases.length
  const timeout = (options.deadline ?? 600_000) + 10_000
  for (const { id, title } of cases) {
    register(test, `${id}: ${title}`, timeout, async (...[given]) => {
      try {
        await tell(await judging.verdictOf(id), (given ?? {}) as Given)
      } finally {
        left -= 1
        if (left === 0) await judging.over() // so that the target is gone when the last test is
      }
    })
  }
  atEnd(test, judging.stop)
}

const register = (test: RegisterTest, title: string, timeout: number, body: TestBody) => {
  if ('each' in test) (test as (title: string, body: TestBody, timeout: number) => unknown)(title, body, timeout)
  else (test as (title: string, options: { timeout: number }, body: TestBody) => unknown)(title, { timeout }, body)
}

/** Frameworks that run only some of the tests end before the run does. */
const atEnd = (test: object, stop: () => Promise<void>) => {
  const { after } = test as { after?: unknown }
  const { afterAll } = globalThis as { afterAll?: unknown }
  const hook = after ?? afterAll
  if (typeof hook === 'function') hook(stop)
}

/** What frameworks give a test to say more than yes or no: node:test has skip and diagnostic, tap skip, comment and fail, vitest skip. */
type Given = {
  skip?(reason: string): unknown
  diagnostic?(text: string): unknown
  comment?(text: string): unknown
  fail?(reason: string, details: object): unknown
}

const tell = async (verdict: Verdict, given: Given): Promise<void> => {
  const { outcome, level, reason, unlock, clause } = verdict
  if (outcome === 'skip') return void (await given.skip?.(unlock === undefined ? `${reason}` : `${reason} (${unlock})`))
  if (outcome === 'error' || weigh(verdict) === 'violation') {
    if (!given.fail) throw failureOf(verdict)
    const { expected, actual } = verdict
    return void given.fail(`${reason}`, { expected, actual, ...Object.fromEntries(adviceOn(verdict)), at: null, stack: '' })
  }
  if (outcome === 'pass') return
  const remark = `${level.toUpperCase()} ${clause}: ${reason}`
  if (given.diagnostic) given.diagnostic(remark)
  else given.comment?.(remark)
}

const judgeOnDemand = (target: Target, options: RunOptions) => {
  const controller = new AbortController()
  const told = new Map<string, Verdict>()
  const waiting = new Map<string, (verdict: Verdict) => void>()
  const onVerdict = (verdict: Verdict) => {
    told.set(verdict.case, verdict)
    waiting.get(verdict.case)?.(verdict)
    options.onVerdict?.(verdict)
  }
  const signal = options.signal ? AbortSignal.any([options.signal, controller.signal]) : controller.signal
  let results: Promise<Results> | undefined
  const over = async () => void (await results?.catch(() => {})) // each test tells what went wrong
  return {
    async verdictOf(id: string): Promise<Verdict> {
      results ??= run(target, { ...options, signal, onVerdict })
      const early = new Promise<Verdict>((resolve) => waiting.set(id, resolve))
      const known = told.get(id)
      return known ?? Promise.race([early, results.then((all) => all.verdicts.find((one) => one.case === id) ?? unjudged(all))])
    },
    over,
    stop() {
      controller.abort()
      return over()
    },
  }
}
