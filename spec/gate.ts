import { obsoleteEntries } from './baseline.ts'
import type { Results } from './results.ts'
import { type Verdict, weigh } from './verdict.ts'

/** The lowest level whose breach ends a command with 1. */
export type FailOn = 'must' | 'should'

/** The part of a verdict that says how much it weighs. */
export type Weighed = Parameters<typeof weigh>[0]

/** Whether a verdict ends the command with 1: every violation does, a broken SHOULD only where that was asked for. */
export const closesGate = (verdict: Weighed, failOn: FailOn = 'must'): boolean =>
  weigh(verdict) === 'violation' || (failOn === 'should' && verdict.outcome === 'fail' && weigh(verdict) === 'warning')

/** Whether a run ends the command with 1. */
export const isGateClosed = (results: Pick<Results, 'verdicts' | 'failOn' | 'baseline'>): boolean =>
  results.verdicts.some((verdict) => closesGate(verdict, results.failOn)) || obsoleteEntries(results).length > 0

/** Whether nothing but the baseline keeps a verdict from closing the gate. */
export const isLetPass = ({ baseline, ...bare }: Verdict, failOn?: FailOn): boolean => baseline !== undefined && closesGate(bare, failOn)
