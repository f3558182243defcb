import { findClause } from '../spec/clauses.ts'
import type { Results } from '../spec/results.ts'
import type { Json, Verdict } from '../spec/verdict.ts'
import { legible } from '../spec/visible.ts'

/** A verdict as what a test throws: all that a reader needs is in the message, and frameworks find both sides to compare. */
export const failureOf = (verdict: Verdict): Error => {
  const { reason = 'could not be judged', expected, actual } = verdict
  const details: readonly (readonly [string, string | undefined])[] = [
    ['expected', shown(expected)],
    ['actual', shown(actual)],
    ...adviceOn(verdict),
  ]
  const sides = { ...(expected === undefined ? {} : { expected }), ...(actual === undefined ? {} : { actual }) }
  return withoutFrames('expected' in sides && 'actual' in sides ? 'AssertionError' : 'Error', reason, details, sides)
}

/** What the target broke, and what to do about it. */
export const adviceOn = ({ clause: id, level, hint, reproduce }: Verdict): readonly (readonly [string, string | undefined])[] => {
  const clause = findClause(id)
  return [
    ['clause', `${level.toUpperCase()} ${id}${clause ? ` · ${clause.source} ${clause.section} · ${clause.url}` : ''}`],
    ['hint', hint],
    ['try', reproduce],
  ]
}

/** Throws why a run has no verdict on a case. */
export const unjudged = ({ setup }: Results): never => {
  const details = [['hint', setup?.hint] as const, ['stderr', setup?.stderr] as const]
  throw withoutFrames('Error', setup ? `the target cannot be judged: ${setup.reason}` : 'the run ended without a verdict', details)
}

/** The frames of the kit say nothing about the target. */
const withoutFrames = (
  name: string,
  reason: string,
  details: readonly (readonly [name: string, text: string | undefined])[],
  sides: object = {},
): Error => {
  const lines = details.flatMap(([label, text]) => (text === undefined ? [] : [`  ${label.padEnd(9)} ${legible(text)}`]))
  const error = new Error([legible(reason), ...lines].join('\n'))
  error.name = name
  error.stack = `${name}: ${error.message}`
  return Object.assign(error, sides)
}

const widest = 400

const shown = (value: Json | undefined): string | undefined => {
  if (value === undefined) return undefined
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > widest ? `${text.slice(0, widest)}… (${text.length - widest} more)` : text
}
