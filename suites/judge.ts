import { clause } from '../spec/clauses.ts'
import type { Json, Outcome, Verdict } from '../spec/verdict.ts'
import type { Case } from './case.ts'
import { within } from './deadline.ts'
import { silence, Unclear, Unobserved, Violation } from './expect.ts'
import { type Missing, missing } from './need.ts'
import type { Redactor } from './secrets/redact.ts'
import type { Session } from './session.ts'
import { createTape, type Tape } from './tape.ts'
import { SetupError } from './targets/setup-error.ts'

export type Limits = {
  /** One case, in milliseconds. */
  readonly timeout: number
  /** Of the whole run: its reason says why it ended. */
  readonly signal: AbortSignal
  /** Takes secrets out before anything is cut to its length. */
  readonly redactor: Redactor
}

/** Runs one case and says what came of it. */
export const judge = async <World>(item: Case<World>, session: Session<World>, limits: Limits): Promise<Verdict> => {
  const tape = createTape()
  const began = performance.now()
  const finding = told(await findingOf(item, session, limits, tape), limits.redactor)
  const { hint, level } = clause(item.clause)
  const wire = finding.outcome === 'pass' ? undefined : tape.wire(limits.redactor)
  return {
    case: item.id,
    title: item.title,
    clause: item.clause,
    level: session.levelOf?.(item) ?? level,
    ...finding,
    ...(finding.outcome === 'fail' && hint !== undefined ? { hint } : {}),
    ...(finding.outcome === 'fail' ? { reproduce: limits.redactor.text(session.reproduce(item.id, tape)) } : {}),
    ms: Math.round(performance.now() - began),
    ...(wire ? { wire } : {}),
  }
}

type Finding = Pick<Verdict, 'outcome' | 'reason' | 'expected' | 'actual' | 'blame' | 'unlock' | 'heldBack' | 'hint'>

const findingOf = async <World>(item: Case<World>, session: Session<World>, limits: Limits, tape: Tape): Promise<Finding> => {
  if (item.weight === 'heavy' && session.heavy) return { ...skip(session.heavy), heldBack: true }
  const need = item.needs?.find((candidate) => session.lacks(candidate))
  if (need) return skip(missing[need])
  try {
    const overdue = session.overdue?.(limits.timeout) ?? silence(limits.timeout)
    await within(limits.timeout, limits.signal, overdue, (signal) => session.run(item, signal, tape))
    return { outcome: 'pass' }
  } catch (error) {
    return findingOfError(error)
  }
}

const skip = ({ reason, unlock }: Missing): Finding => ({ outcome: 'skip', reason, unlock })

const findingOfError = (error: unknown): Finding => {
  if (error instanceof Violation)
    return { outcome: 'fail', reason: error.message, ...given({ expected: error.expected, actual: error.actual }) }
  if (error instanceof Unobserved) return skip({ reason: error.message, unlock: error.unlock })
  const outcome: Outcome = 'error'
  if (error instanceof Unclear) return { outcome, blame: error.blame, reason: error.message }
  if (error instanceof SetupError) return { outcome, blame: 'setup', reason: error.message, ...(error.hint ? { hint: error.hint } : {}) }
  return { outcome, blame: 'kit', reason: error instanceof Error ? (error.stack ?? error.message) : String(error) }
}

type Sides = Pick<Finding, 'expected' | 'actual'>

const given = ({ expected, actual }: { readonly [side in keyof Sides]: Json | undefined }): Sides => ({
  ...(expected === undefined ? {} : { expected }),
  ...(actual === undefined ? {} : { actual }),
})

/** Without secrets, and only then cut to its length. */
const told = ({ outcome, blame, ...words }: Finding, redactor: Redactor): Finding => {
  const { expected, actual, reason, ...rest } = redactor.value(words)
  return {
    outcome,
    ...(blame ? { blame } : {}),
    ...(reason === undefined ? {} : { reason: cut(reason) }),
    ...rest,
    ...given({ expected: optional(expected), actual: optional(actual) }),
  }
}

const optional = (value: Json | undefined) => (value === undefined ? undefined : abridge(value))

/** The longest text kept of a value, in UTF-16 code units. */
const longest = 4096

const cut = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}… (${text.length - longest} more)` : text)

/** The most items kept of a list. */
const mostItems = 100

const cutList = (list: readonly Json[]): readonly Json[] =>
  list.length > mostItems ? [...list.slice(0, mostItems), `… (${list.length - mostItems} more)`] : list

/** A value with its long texts and lists cut, the cuts marked. */
const abridge = (value: Json): Json => {
  if (typeof value === 'string') return cut(value)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return cutList(value).map(abridge)
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, abridge(part)]))
}
