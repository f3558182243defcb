import type { Baseline } from '../spec/baseline.ts'
import type { FailOn } from '../spec/gate.ts'
import type { Results } from '../spec/results.ts'
import type { Verdict } from '../spec/verdict.ts'
import { applyBaseline, excuserOf } from './baseline.ts'
import type { Renames } from './renames.ts'
import { matcher } from './select.ts'
import { cases } from './suites.ts'

/** What a run is held against beyond the clauses. */
export type GateOptions = {
  /** What is known to fail, and let pass for now. */
  readonly baseline?: Baseline | undefined
  /** Globs over case ids: a skip that matches is a violation. */
  readonly requireObserved?: readonly string[] | undefined
  /** `should`: a broken SHOULD closes the gate, too. Default: `must`. */
  readonly failOn?: FailOn | undefined
  /** Old ids of cases. Default: those of the kit. */
  readonly renames?: Renames | undefined
}

export type Gate = { readonly ofVerdict: (verdict: Verdict) => Verdict; readonly ofResults: (results: Results) => Results }

/** Holds verdicts, and then the whole, against what was asked for; throws a RangeError for a pattern that no case has. */
export const createGate = ({ baseline, requireObserved = [], failOn, renames }: GateOptions, started: string): Gate => {
  const lost = [...requireObserved, ...(baseline?.entries ?? []).map((entry) => entry.case)].find(
    (pattern) => !cases.some(({ id }) => matcher([pattern], renames)(id)),
  )
  if (lost !== undefined) throw new RangeError(`no case matches "${lost}"`)
  const excuse = baseline ? excuserOf(baseline, started, renames) : (verdict: Verdict) => verdict
  const demand = requirerOf(requireObserved, renames)
  return {
    ofVerdict: (verdict) => demand(excuse(verdict)),
    ofResults(bare) {
      const results: Results = failOn === 'should' ? { ...bare, failOn } : bare
      return (baseline && applyBaseline([results], baseline, renames)[0]) ?? results
    },
  }
}

const requirerOf = (patterns: readonly string[], renames: Renames | undefined) => {
  const required = patterns.map((pattern) => ({ pattern, matches: matcher([pattern], renames) }))
  return (verdict: Verdict): Verdict => {
    const found = verdict.outcome === 'skip' && required.find(({ matches }) => matches(verdict.case))
    return found ? { ...verdict, required: true, reason: `"${found.pattern}" is to be observed, but ${verdict.reason}` } : verdict
  }
}
