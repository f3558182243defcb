import type { Baseline, BaselineEntry, EntryState, Excuse, SettledEntry } from '../spec/baseline.ts'
import type { Results } from '../spec/results.ts'
import type { Verdict } from '../spec/verdict.ts'
import type { Renames } from './renames.ts'
import { matcher } from './select.ts'
import { cases } from './suites.ts'

/** An entry counts on its last day, in UTC; `day` is `YYYY-MM-DD`, or begins so. */
export const isExpired = ({ expires }: BaselineEntry, day: string): boolean => expires !== undefined && day.slice(0, 10) > expires

type Known = BaselineEntry & { readonly matches: (id: string) => boolean; readonly isOver: boolean }

const knownOf = ({ entries }: Baseline, day: string, renames: Renames | undefined): readonly Known[] =>
  entries.map((entry) => ({ ...entry, matches: matcher([entry.case], renames), isOver: isExpired(entry, day) }))

/** Tells of each failure whether it is known. Of several entries that match, the first one excuses. */
export const excuserOf = (baseline: Baseline, day: string, renames?: Renames): ((verdict: Verdict) => Verdict) => {
  const known = knownOf(baseline, day, renames)
  return ({ baseline: _, ...verdict }) => {
    const entry = known.find(({ matches, isOver }) => !isOver && matches(verdict.case))
    return verdict.outcome === 'fail' && entry ? { ...verdict, baseline: excuseOf(entry) } : verdict
  }
}

const excuseOf = ({ reason, issue, owner, expires }: BaselineEntry): Excuse => ({
  reason,
  ...(issue === undefined ? {} : { issue }),
  ...(owner === undefined ? {} : { owner }),
  ...(expires === undefined ? {} : { expires }),
})

/**
 * The same runs under a baseline, whatever was known before. They are those of one command: an entry is stale only where none of them
 * needs it, and each document lists the entries that are about its role.
 */
export const applyBaseline = (runs: readonly Results[], baseline: Baseline, renames?: Renames): readonly Results[] => {
  const day = runs[0]?.started ?? ''
  const excuse = excuserOf(baseline, day, renames)
  const known = knownOf(baseline, day, renames)
  const asked = new Map(runs.flatMap(({ verdicts }) => verdicts.map((verdict) => [verdict.case, verdict.outcome])))
  const settled = known.map((entry) => ({ ...entry, state: stateOf(entry, asked) }))
  return runs.map((results) => ({
    ...results,
    verdicts: results.verdicts.map(excuse),
    baseline: {
      ...(baseline.file === undefined ? {} : { file: baseline.file }),
      entries: settled.filter((entry) => concerns(entry, results)).map((entry) => partOf(entry, results)),
    },
  }))
}

const concerns = ({ matches }: Known, { target }: Results) => cases.some(({ id }) => id.startsWith(`${target.role}/`) && matches(id))

/** Stale is only what was judged whole: a case that was left out, or is in error, may be the one that still fails. */
const stateOf = ({ matches, isOver, flaky }: Known, asked: ReadonlyMap<string, Verdict['outcome']>): EntryState => {
  if (isOver) return 'expired'
  const outcomes = cases.filter(({ id }) => matches(id)).map(({ id }) => asked.get(id))
  if (outcomes.includes('fail')) return 'used'
  if (flaky || outcomes.includes(undefined) || outcomes.includes('error')) return 'unknown'
  return outcomes.includes('pass') ? 'stale' : 'unknown'
}

const partOf = ({ matches, isOver, ...entry }: Known & { readonly state: EntryState }, { verdicts }: Results): SettledEntry => ({
  ...entry,
  cases: isOver ? [] : verdicts.filter((verdict) => verdict.outcome === 'fail' && matches(verdict.case)).map((verdict) => verdict.case),
})
