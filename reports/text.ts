import { type Conclusion, conclude, type Results, summarize } from '../spec/results.ts'
import { type Verdict, weigh } from '../spec/verdict.ts'
import { legible } from '../spec/visible.ts'
import { grouped, kindOf } from './kinds.ts'
import type { Reporter } from './reporter.ts'
import { knownFailuresOf, obsoleteOf } from './text/baseline.ts'
import { detailsOf } from './text/details.ts'
import { type Paint, plain, symbolOf, topicsOf } from './text/marks.ts'
import { conclusionWords, countsInWords, dialectInWords, gateInWords, judgedCount, watchedInWords } from './words.ts'

export type TextOptions = {
  readonly paint?: Paint
  /** `conclusion`: only the last lines; `all`: every verdict, also those that passed. Default: what needs a look. */
  readonly show?: 'conclusion' | 'all'
}

/** The most failures of one clause that are told in full. */
const fullPerClause = 3

/** What a person reads in a terminal or a log. */
export const text: Reporter = (results) => textWith({})(results)

export const textWith =
  ({ paint = plain, show }: TextOptions): Reporter =>
  (results) =>
    results.map((one) => textOf(one, paint, show)).join('\n')

const textOf = (results: Results, paint: Paint, show: TextOptions['show']): string => {
  const end = conclusionOf(results, paint)
  if (show === 'conclusion') return end
  const middle = show === 'all' ? results.verdicts.map((verdict) => lineOf(verdict, paint)).join('') : ''
  const gate = `${knownFailuresOf(results, paint)}${obsoleteOf(results, paint)}`
  return `${headOf(results, paint)}\n${topicsOf(results, paint)}\n${middle}${troublesOf(results, paint)}${gate}${setupOf(results, paint)}${end}`
}

const headOf = ({ kit, target, profile, claim, dialect, watched, seed }: Results, paint: Paint): string => {
  const as = claim === undefined ? '' : ` · as ${claim}`
  const spoken = dialect ? `\ndialect: ${dialectInWords(dialect)}` : ''
  const seen = watched ? `\nwatched: ${watchedInWords(watched)}` : ''
  return paint.dim(
    legible(`sse-conformance ${kit} · ${target.role} ${target.name} · profile ${profile}${as} · seed ${seed}${spoken}${seen}`),
  )
}

const lineOf = (verdict: Verdict, paint: Paint): string =>
  `${symbolOf(verdict, paint)} ${legible(verdict.case)}  ${paint.dim(legible(verdict.title))}\n`

/** Failures and errors by clause, the first of each clause in full. */
const troublesOf = ({ verdicts }: Results, paint: Paint): string => {
  const troubles = verdicts.filter((verdict) => !['pass', 'skip', 'held', 'known'].includes(kindOf(verdict)))
  const rank = (verdict: Verdict) => ['violation', 'warning', 'note', 'ok'].indexOf(weigh(verdict))
  const sorted = troubles.toSorted((a, b) => rank(a) - rank(b))
  return grouped(sorted, (verdict) => `${verdict.clause} ${verdict.outcome}`)
    .map(([, group]) => clauseGroup(group, paint))
    .join('')
}

const clauseGroup = (group: readonly Verdict[], paint: Paint): string => {
  const told = group.slice(0, fullPerClause).map((verdict) => troubleOf(verdict, paint))
  const others = group.slice(fullPerClause).map((verdict) => verdict.case.split('/').at(-1))
  if (others.length === 0) return told.join('')
  const names = others.length > 8 ? `${others.slice(0, 8).join(', ')}, …` : others.join(', ')
  return `${told.join('')}        ${paint.dim(`and ${others.length} more of ${group[0]?.clause}: ${names}`)}\n\n`
}

const troubleOf = (verdict: Verdict, paint: Paint): string => {
  const title = `${symbolOf(verdict, paint)} ${paint.bold(levelOf(verdict))}  ${paint.bold(legible(verdict.case))}   ${legible(verdict.title)}\n`
  const rows = detailsOf(verdict).map(
    ([name, value]) => `        ${paint.dim(name.padEnd(10))}${value.replaceAll('\n', `\n${' '.repeat(18)}`)}\n`,
  )
  return `${title}${rows.join('')}\n`
}

const levelOf = ({ level, outcome }: Verdict) => (outcome === 'error' ? 'ERROR' : level.toUpperCase())

const setupOf = ({ setup }: Results, paint: Paint): string => {
  if (!setup) return ''
  const hint = setup.hint === undefined ? '' : `  hint    ${legible(setup.hint)}\n`
  const stderr = setup.stderr === undefined ? '' : `  stderr  ${legible(setup.stderr).trim().replaceAll('\n', '\n          ')}\n`
  return `${paint.yellow('?')} ${paint.bold('SET-UP')}  ${legible(setup.reason)}\n${hint}${stderr}\n`
}

const colors: Readonly<Record<Conclusion, keyof Paint>> = {
  conforms: 'green',
  'known-failures': 'yellow',
  'does-not-conform': 'red',
  'gate-closed': 'red',
  unclear: 'yellow',
  'nothing-judged': 'yellow',
  'not-started': 'yellow',
}

const conclusionOf = (results: Results, paint: Paint): string => {
  const summary = summarize(results)
  const conclusion = conclude(results)
  const words = conclusionWords[conclusion].toUpperCase()
  const cut = results.interrupted ? ' · interrupted' : ''
  const seconds = (results.durationMs / 1000).toFixed(1)
  const closed = gateInWords(results)
  return `${paint.bold(paint[colors[conclusion]](words))}   ${judgedCount(summary)}${cut}\n${countsInWords(summary)} in ${seconds} s\n${closed && `${paint.red(legible(closed))}\n`}`
}
