import { findClause } from '../../spec/clauses.ts'
import type { Verdict } from '../../spec/verdict.ts'
import { legible } from '../../spec/visible.ts'
import { linesOf } from './value.ts'

/** What is to be said of a verdict that needs a look, each with its name, in the order of reading; it may have several lines. */
export const detailsOf = (verdict: Verdict): readonly (readonly [name: string, text: string])[] => {
  const details: readonly (readonly [string, string | undefined])[] = [
    ['expected', linesOf(verdict.expected)],
    ['actual', linesOf(verdict.actual)],
    [verdict.outcome === 'error' ? (verdict.blame ?? 'error') : 'reason', tellingReasonOf(verdict)],
    ['unlock', verdict.unlock],
    ['clause', clauseOf(verdict)],
    ['hint', verdict.hint],
    ['try', verdict.reproduce],
  ]
  return details.flatMap(([name, text]) => (text === undefined ? [] : [[name, legible(text)] as const]))
}

/** A reason that says more than that both sides differ. */
export const tellingReasonOf = ({ reason }: Verdict): string | undefined => (reason?.endsWith('not as expected') ? undefined : reason)

const clauseOf = ({ clause: id }: Verdict): string => {
  const clause = findClause(id)
  return clause ? `${id} · ${clause.source} ${clause.section} · ${clause.url}` : id
}
