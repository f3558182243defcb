// What the tests of hostile clients have in common: how a run is made of one, and what it may cost.
import { readFileSync, readlinkSync } from 'node:fs'
import type * as Tap from 'tap'
import type { Results } from '../../spec/results.ts'
import { run } from '../run.ts'
import type { RunOptions } from '../run-options.ts'
import { processes } from '../targets/proc.ts'
import type { Target } from '../targets/target.ts'

/** What came of a run, and what it cost. */
export type Judged = {
  readonly setup: Results['setup']
  /** Of those that were asked and did not pass: case, outcome, blame and reason, as one text each. */
  readonly red: readonly string[]
  readonly passed: number
  readonly unasked: number
  readonly seconds: number
  /** How much the memory of this process has grown meanwhile, in MB. */
  readonly megabytes: number
}

export const judged = async (target: Target, options: RunOptions): Promise<Judged> => {
  const before = process.memoryUsage.rss()
  const began = performance.now()
  let most = before
  const looking = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss())
  }, 50)
  const { verdicts, setup } = await run(target, { timeout: 2000, cuts: 'telling', claim: 'eventsource', ...options }).finally(() =>
    clearInterval(looking),
  )
  const red = verdicts.filter(({ outcome }) => outcome === 'fail' || outcome === 'error')
  return {
    setup,
    red: red.map(
      ({ case: id, outcome, blame = 'target', reason, actual }) => `${id} ${outcome} ${blame}: ${reason} ${JSON.stringify(actual)}`,
    ),
    passed: verdicts.filter(({ outcome }) => outcome === 'pass').length,
    unasked: verdicts.filter(({ reason = '' }) => reason.startsWith('not asked: the client gave no answer')).length,
    seconds: (performance.now() - began) / 1000,
    megabytes: (most - before) / 1024 ** 2,
  }
}

/** The processes that have a folder on their command line, or are in it. */
export const processesOf = (folder: string): readonly string[] => processes().filter((pid) => isOf(pid, folder))

const isOf = (pid: string, folder: string): boolean => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder) || readlinkSync(`/proc/${pid}/cwd`).startsWith(folder)
  } catch {
    return false
  }
}

/** What is said of a run beyond its verdicts, and how it is held against what is expected of every run. */
export type Expected = {
  /** Of the set-up: nothing is judged then. */
  readonly setup?: RegExp
  /** Of the cases that are red: each is one of these, and there is one of each. */
  readonly red?: readonly RegExp[]
  readonly passed?: number
  readonly unasked?: number
  /** In seconds. */
  readonly within?: number
}

/** Fails unless a run said what is expected, and no more, was over in time, and took no more memory than there is room for. */
export const expect = (t: Tap.Test, found: Judged, { setup, red = [], passed = 0, unasked = 0, within = 20 }: Expected): void => {
  t.match(`${found.setup?.reason} ${found.setup?.stderr}`, setup ?? /^undefined undefined$/)
  for (const one of red) t.match(found.red.join('\n'), one)
  t.same(
    found.red.filter((text) => !red.some((one) => one.test(text))),
    [],
    'nothing else is red',
  )
  t.same([found.passed, found.unasked], [passed, unasked], 'passed, and not asked any more')
  t.ok(found.seconds < within, `${found.seconds} s`)
  t.ok(found.megabytes < 300, `${found.megabytes} MB`)
}
