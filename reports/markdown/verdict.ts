import { findClause } from '../../spec/clauses.ts'
import type { Json, Verdict } from '../../spec/verdict.ts'
import { kindOf, kinds } from '../kinds.ts'
import { tellingReasonOf } from '../text/details.ts'
import { linesOf } from '../text/value.ts'
import { code, cut, details, fenced, prose } from './escape.ts'

/** The most characters of a command that shows a failure again. */
const longestCommand = 4000

/** A verdict in full, folded under its title. */
export const inFull = (verdict: Verdict, isOpen: boolean): string =>
  details(`${headOf(verdict)} · ${prose(verdict.title)}`, bodyOf(verdict), isOpen)

const bodyOf = (verdict: Verdict): string => {
  const { expected, actual, hint, unlock, reproduce } = verdict
  const reason = tellingReasonOf(verdict)
  const paragraphs = [
    reason && `**Reason** ${prose(reason)}\n`,
    block('Expected', linesOf(expected), 'text'),
    block('Actual', linesOf(actual), 'text'),
    `**Clause** ${clauseOf(verdict)}\n`,
    hint && `**Hint** ${prose(hint)}\n`,
    unlock && `**To observe it** ${prose(unlock)}\n`,
    block('Try', reproduce && cut(reproduce, longestCommand), 'sh'),
  ]
  return paragraphs.filter(Boolean).join('\n')
}

const block = (name: string, text: string | undefined, language: string) => (text ? `**${name}**\n\n${fenced(text, language)}` : undefined)

/** A verdict in a line of a list. */
export const inShort = (verdict: Verdict): string => {
  const { title, hint, reproduce } = verdict
  const reason = tellingReasonOf(verdict)
  const sides = [sideOf('expected', verdict.expected), sideOf('actual', verdict.actual)]
  const parts = [prose(title), reason && prose(reason, 300), ...sides, clauseOf(verdict), hint && `hint: ${prose(hint, 300)}`]
  const command = reproduce && reproduce.length <= 300 ? ` · try ${code(reproduce, 300)}` : ''
  return `- ${headOf(verdict)} · ${parts.filter(Boolean).join(' · ')}${command}\n`
}

const sideOf = (name: string, value: Json | undefined) => value !== undefined && `${name} ${code(linesOf(value) ?? '', 100)}`

const headOf = (verdict: Verdict) => {
  const { level, outcome, blame, case: id } = verdict
  const weight = outcome === 'error' ? `ERROR (${blame === 'kit' ? 'of the kit' : 'of the set-up'})` : level.toUpperCase()
  return `${kinds[kindOf(verdict)].symbol} ${weight} ${code(id)}`
}

const clauseOf = ({ clause: id }: Verdict): string => {
  const clause = findClause(id)
  return clause ? `[${id} · ${clause.source} ${clause.section}](${clause.url})` : code(id)
}
