import { summarize } from '../../spec/results.ts'
import { type Verdict, weigh } from '../../spec/verdict.ts'
import { h, type Markup } from './markup.ts'

/** How a verdict looks: a failure by its weight, everything else by its outcome. */
export type Kind = 'violation' | 'warning' | 'note' | 'error' | 'skip' | 'pass'

export const kindOf = (verdict: Verdict): Kind => {
  if (verdict.outcome !== 'fail') return verdict.outcome
  const weight = weigh(verdict)
  return weight === 'ok' ? 'pass' : weight
}

export const kinds: Readonly<Record<Kind, { readonly symbol: string; readonly name: string; readonly plural: string }>> = {
  violation: { symbol: '✗', name: 'violation', plural: 'violations' },
  warning: { symbol: '!', name: 'warning', plural: 'warnings' },
  note: { symbol: '–', name: 'note', plural: 'notes' },
  error: { symbol: '?', name: 'error', plural: 'errors' },
  skip: { symbol: '○', name: 'not observed', plural: 'not observed' },
  pass: { symbol: '✓', name: 'passed', plural: 'passed' },
}

export const symbol = (kind: Kind): Markup =>
  h`<span class="s ${kind}" role="img" aria-label="${kinds[kind].name}">${kinds[kind].symbol}</span>`

/** How many verdicts look alike: outcomes, and failures by weight. */
const counts = (verdicts: readonly Verdict[]): readonly (readonly [Kind, number])[] => {
  const { passed, skipped, errors, violations, warnings, notes } = summarize({ verdicts })
  const all = [
    ['pass', passed],
    ['violation', violations],
    ['warning', warnings],
    ['note', notes],
    ['error', errors],
    ['skip', skipped],
  ] as const
  return all.filter(([, count]) => count > 0)
}

const nameOf = (kind: Kind, count: number) => (count === 1 ? kinds[kind].name : kinds[kind].plural)

/** The counts, each with its symbol. */
export const tally = (verdicts: readonly Verdict[]): readonly Markup[] =>
  counts(verdicts).map(
    ([kind, count]) =>
      h`<span class="n ${kind}" title="${count} ${nameOf(kind, count)}"><span aria-hidden="true">${kinds[kind].symbol}</span> ${count}<span class="vh"> ${nameOf(kind, count)}; </span></span> `,
  )

/** The counts in words, with a bar whose parts are as wide as their share. */
export const totals = (verdicts: readonly Verdict[]): Markup =>
  h`<span class="bar" aria-hidden="true">${counts(verdicts).map(([kind, count]) => h`<span class="${kind}" style="flex-grow:${count}"></span>`)}</span>
<ul>${counts(verdicts).map(([kind, count]) => h`<li class="n ${kind}"><span aria-hidden="true">${kinds[kind].symbol}</span> ${count} ${nameOf(kind, count)}</li>`)}</ul>`
