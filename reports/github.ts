import { obsoleteEntries } from '../spec/baseline.ts'
import { findClause } from '../spec/clauses.ts'
import { closesGate } from '../spec/gate.ts'
import { conclude, exitCode, type Results, summarize } from '../spec/results.ts'
import type { Verdict } from '../spec/verdict.ts'
import { legible } from '../spec/visible.ts'
import { kindOf } from './kinds.ts'
import type { Reporter } from './reporter.ts'
import { tellingReasonOf } from './text/details.ts'
import { linesOf } from './text/value.ts'
import { conclusionWords, countsInWords, gateInWords, judgedCount, remedyOf } from './words.ts'

type Command = 'error' | 'warning' | 'notice'
type Annotation = { readonly command: Command; readonly title: string; readonly message: string }

/** GitHub shows so many annotations of each kind for a step. */
const most = 10
/** The most characters of one message; GitHub takes 4096 bytes, and an escape is three. */
const longest = 1000

/** Annotations as workflow commands, for the log of a GitHub workflow: nothing but lines that begin with one. */
export const github: Reporter = (runs) => {
  const annotations = runs.length === 0 ? [nothing] : [...runs.map(conclusionOf), ...runs.flatMap(obstaclesOf)]
  return (['error', 'warning', 'notice'] as const)
    .flatMap((command) => capped(annotations.filter((annotation) => annotation.command === command)))
    .map(lineOf)
    .join('')
}

const nothing: Annotation = { command: 'error', title: 'Nothing judged', message: 'there was no run' }

const conclusionOf = (results: Results): Annotation => {
  const { target, setup } = results
  const summary = summarize(results)
  const told = [
    `${judgedCount(summary)}; ${countsInWords(summary)}`,
    gateInWords(results),
    setup?.reason,
    setup?.hint && `hint: ${setup.hint}`,
  ]
  return {
    command: exitCode([results]) === 0 ? 'notice' : 'error',
    title: `${conclusionWords[conclude(results)]}: ${target.role} ${target.name}`,
    message: told.filter(Boolean).join('\n'),
  }
}

const obstaclesOf = (results: Results): readonly Annotation[] => [
  ...results.verdicts.filter((verdict) => closesGate(verdict, results.failOn)).map((verdict) => annotationOf(verdict, 'error')),
  ...obsoleteEntries(results).map((entry) => ({
    ...{ command: 'error' as const, title: `${entry.state} entry ${entry.case}` },
    message: remedyOf(entry, results.baseline?.file),
  })),
  ...results.verdicts
    .filter((verdict) => ['warning', 'error'].includes(kindOf(verdict)) && !closesGate(verdict, results.failOn))
    .map((verdict) => annotationOf(verdict, 'warning')),
]

const annotationOf = (verdict: Verdict, command: Command): Annotation => {
  const { title, expected, actual, hint } = verdict
  const reason = tellingReasonOf(verdict)
  const told = [title, reason, row('expected', linesOf(expected)), row('actual', linesOf(actual)), row('hint', hint), clauseOf(verdict)]
  const level = verdict.outcome === 'error' ? 'ERROR' : verdict.level.toUpperCase()
  return { command, title: `${level} ${verdict.case}`, message: told.filter(Boolean).join('\n') }
}

const row = (name: string, text: string | undefined) => (text ? `${name}: ${text.length > 300 ? `${text.slice(0, 300)}…` : text}` : '')
const clauseOf = ({ clause: id }: Verdict) => `clause: ${id} ${findClause(id)?.url ?? ''}`.trim()

/** As many as are shown; where there are more, the last one says how many. */
const capped = (annotations: readonly Annotation[]): readonly Annotation[] => {
  const [first] = annotations
  if (!first || annotations.length <= most) return annotations
  const { command } = first
  const rest = annotations.length - most + 1
  return [...annotations.slice(0, most - 1), { command, title: `and ${rest} more`, message: `${rest} more are told in the report` }]
}

const lineOf = ({ command, title, message }: Annotation): string =>
  `::${command} title=${dataOf(short(title, 200)).replaceAll(':', '%3A').replaceAll(',', '%2C')}::${dataOf(short(message, longest))}\n`

const short = (text: string, length: number) => {
  const seen = legible(text)
  return seen.length > length ? `${seen.slice(0, length).replace(/[\ud800-\udbff]$/, '')}…` : seen
}

/** As the runner reads it back: these three are all that it knows. */
const dataOf = (text: string) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
