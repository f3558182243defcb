import type { SettledBaseline } from './baseline.ts'
import type { Role } from './clause.ts'
import { type FailOn, isGateClosed, isLetPass } from './gate.ts'
import { bestUnlock, type Unlock } from './unlock.ts'
import { type Verdict, weigh } from './verdict.ts'

/** What a target says it is. `eventsource` is judged as a web browser is. */
export type Claim = 'eventsource' | 'client' | 'parser'

/** How a reader that is no web browser dispatches, where the standard leaves that to it (HTML 9.2.6). */
export type Dialect = {
  /** `sticky`: an event carries the last ID seen in the stream; `block`: only the ID of its own block. */
  readonly id: 'sticky' | 'block'
  /** What makes a block without a data field be dispatched all the same: any one of these; nothing, as in browsers, when empty. */
  readonly dataless: readonly DatalessTrigger[]
  /** Whether an event whose data is empty is dispatched. */
  readonly emptyData: 'dispatched' | 'dropped'
}

/**
 * What a block without data holds when it is dispatched: a type or an ID that is not empty (`type`, `id`), an event or id field
 * even if it is empty (`event-field`, `id-field`), a retry field that counts or any (`retry`, `retry-field`),
 * whatever it holds once the stream has had an ID (`last-id`), or nothing at all (`blank-line`).
 */
export type DatalessTrigger = 'type' | 'event-field' | 'id' | 'id-field' | 'last-id' | 'retry' | 'retry-field' | 'blank-line'

/** The outcome of one run against one target; everything else (counts, conformance, exit code) is derived from it. */
export type Results = {
  /** The version of this shape; grows when a reader could misread. */
  readonly version: 1
  /** The version of the kit. */
  readonly kit: string
  /** ISO 8601. */
  readonly started: string
  readonly durationMs: number
  readonly seed: string
  readonly environment: { readonly runtime: string; readonly platform: string }
  readonly profile: 'html'
  readonly claim?: Claim
  readonly dialect?: Dialect
  /** What there was to see of the stream of a server. */
  readonly watched?: WatchedStream
  readonly target: { readonly name: string; readonly role: Role; readonly kind: string; readonly address: string }
  /** In the order of the suites. Empty when `setup` says why nothing could be judged. */
  readonly verdicts: readonly Verdict[]
  readonly setup?: SetupFailure
  /** What closes the gate beside violations. Absent: nothing, as with `must`. */
  readonly failOn?: FailOn
  /** What was known to fail before the run, and what came of that. */
  readonly baseline?: SettledBaseline
  /** The run was ended from outside before all was judged. */
  readonly interrupted?: true
}

/** A stream as far as it was watched; times in milliseconds. */
export type WatchedStream = {
  readonly http: '1.0' | '1.1' | '2'
  readonly bytes: number
  readonly events: number
  readonly comments: number
  readonly lasted: number
  readonly longestSilence: number
  /** Whether the server ended it. */
  readonly ended: boolean
}

/** Why a target could not be reached, started or understood. */
export type SetupFailure = {
  readonly reason: string
  readonly hint?: string
  /** What the target wrote on stderr, its last 4 KB. */
  readonly stderr?: string
}

/** The counts that summaries show, derived from the verdicts. */
export type Summary = {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  readonly errors: number
  readonly violations: number
  /** Broken SHOULDs; errors are counted apart. */
  readonly warnings: number
  /** Broken MAYs. */
  readonly notes: number
  /** Failures that the baseline lets pass, of any level; counted neither as violations nor as warnings or notes. */
  readonly known: number
  readonly mustsJudged: number
  /** Those that were held back are counted apart. */
  readonly mustsNotObserved: number
  readonly mustsHeldBack: number
  /** What would show the most MUSTs that were not observed. */
  readonly unlock?: Unlock | undefined
}

const judged = (verdict: Verdict) => verdict.outcome === 'pass' || verdict.outcome === 'fail'

const isUnobservedMust = (verdict: Verdict) => verdict.level === 'must' && !judged(verdict) && !verdict.heldBack

export const summarize = ({ verdicts }: Pick<Results, 'verdicts'>): Summary => {
  const count = (holds: (verdict: Verdict) => boolean) => verdicts.filter(holds).length
  return {
    passed: count((v) => v.outcome === 'pass'),
    failed: count((v) => v.outcome === 'fail'),
    skipped: count((v) => v.outcome === 'skip'),
    errors: count((v) => v.outcome === 'error'),
    violations: count((v) => weigh(v) === 'violation'),
    warnings: count((v) => v.outcome === 'fail' && weigh(v) === 'warning'),
    notes: count((v) => weigh(v) === 'note' && !v.baseline),
    known: count((v) => v.baseline !== undefined),
    mustsJudged: count((v) => v.level === 'must' && judged(v)),
    mustsNotObserved: count(isUnobservedMust),
    mustsHeldBack: count((v) => v.level === 'must' && v.heldBack === true),
    unlock: bestUnlock(verdicts.filter(isUnobservedMust)),
  }
}

/**
 * What a run says of its target, in one word. `known-failures`: every MUST that is broken stands in the baseline.
 * `gate-closed`: no violation, but a stale or expired entry of the baseline, or a broken SHOULD where that counts.
 * `unclear`: no clause seen broken, but not everything could be told.
 */
export type Conclusion = 'conforms' | 'known-failures' | 'does-not-conform' | 'gate-closed' | 'unclear' | 'nothing-judged' | 'not-started'

export const conclude = (results: Results): Conclusion => {
  const { violations, errors } = summarize(results)
  if (violations > 0) return 'does-not-conform'
  if (results.setup) return 'not-started'
  const isCut = errors > 0 || results.interrupted === true
  if (!isCut && !results.verdicts.some(judged)) return 'nothing-judged'
  if (isGateClosed(results)) return 'gate-closed'
  if (isCut) return 'unclear'
  return results.verdicts.some((verdict) => isLetPass(verdict, results.failOn)) ? 'known-failures' : 'conforms'
}

/** The exit code of a command that made these runs: the first that applies of 130, 1, 3, 4, 0. */
export const exitCode = (runs: readonly Results[]): 0 | 1 | 3 | 4 | 130 => {
  const verdicts = runs.flatMap((results) => results.verdicts)
  const blamed = (blame: Verdict['blame']) => verdicts.some((v) => v.outcome === 'error' && v.blame === blame)
  if (runs.some((results) => results.interrupted)) return 130
  if (runs.some(isGateClosed)) return 1
  if (runs.some((results) => results.setup) || blamed('setup')) return 3
  if (blamed('kit') || !verdicts.some(judged)) return 4
  return 0
}
