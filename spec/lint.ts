import type { Level } from './clause.ts'
import { weigh } from './verdict.ts'

/** What a linter found in an event stream. */
export type Lint = {
  readonly start: LintStart
  /** In their order. Of a long stream the first ones, the last ones, and some with remarks; the numbers tell where others are left out. */
  readonly lines: readonly LintLine[]
  readonly end: LintEnd
}

export type LintStart = {
  /** The version of this shape; grows when a reader could misread. */
  readonly version: 1
  /** The version of the kit. */
  readonly kit: string
  /** ISO 8601. */
  readonly started: string
  readonly source: { readonly kind: 'file' | 'stdin' | 'url'; readonly name: string }
  /** What a server answered before the stream. */
  readonly response?: { readonly status: number; readonly contentType: string | null; readonly remarks: readonly LintRemark[] }
}

export type LintLine = {
  /** From 1. */
  readonly number: number
  /** How many bytes of the stream come before it. */
  readonly offset: number
  /** The bytes of the line with its line end; base64 where they are not UTF-8. None where the end of the stream is told. */
  readonly bytes: string | { readonly base64: string }
  /** How many bytes at its end are left out here. */
  readonly omitted?: number
  /** How the reference reads the line. */
  readonly reading: string
  readonly remarks: readonly LintRemark[]
}

export type LintRemark = {
  /** The clause's id. */
  readonly clause: string
  /** The clause's level. */
  readonly level: Level
  /** What is wrong, and what to write instead. */
  readonly message: string
}

/** The whole stream, of which `lines` may show a part. */
export type LintEnd = {
  /** `ended`: by itself; `stopped`: after the time or the events that were asked for; `broken`: the connection was lost. */
  readonly how: 'ended' | 'stopped' | 'interrupted' | 'broken'
  /** On `broken`: what happened. */
  readonly reason?: string
  readonly durationMs: number
  readonly bytes: number
  readonly lines: number
  readonly events: number
  readonly lastEventId: string
  /** The reconnection time in milliseconds; null where none was set. */
  readonly retry: number | null
  /** How many remarks there are of each clause, in the order in which they first came. */
  readonly remarks: readonly { readonly clause: string; readonly level: Level; readonly count: number }[]
}

export type LintSummary = { readonly violations: number; readonly warnings: number; readonly notes: number }

export const summarizeLint = ({ remarks }: Pick<LintEnd, 'remarks'>): LintSummary => {
  const count = (weight: ReturnType<typeof weightOf>) =>
    remarks.reduce((sum, remark) => sum + (weightOf(remark) === weight ? remark.count : 0), 0)
  return { violations: count('violation'), warnings: count('warning'), notes: count('note') }
}

/** How much a remark matters: as much as a case that fails its clause. */
export const weightOf = ({ level }: Pick<LintRemark, 'level'>) => weigh({ outcome: 'fail', level })

/** What a lint says of its stream, in one word. */
export type LintConclusion = 'conforms' | 'does-not-conform' | 'unclear' | 'nothing-to-lint'

export const concludeLint = (end: LintEnd): LintConclusion => {
  if (summarizeLint(end).violations > 0) return 'does-not-conform'
  if (end.bytes === 0) return 'nothing-to-lint'
  return end.how === 'broken' ? 'unclear' : 'conforms'
}

/** The exit code of a command that made this: the first that applies of 130, 1, 3, 4, 0. */
export const lintExitCode = (end: LintEnd): 0 | 1 | 3 | 4 | 130 => {
  if (end.how === 'interrupted') return 130
  if (summarizeLint(end).violations > 0) return 1
  if (end.how === 'broken') return 3
  return end.bytes === 0 ? 4 : 0
}
