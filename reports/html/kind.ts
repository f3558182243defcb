import type { Summary } from '../../spec/results.ts'
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

/** The counts of a summary by outcome, each with its symbol; what is zero is left out. */
export const tally = ({ passed, failed, skipped, errors, violations }: Summary): readonly Markup[] => [
  count(passed, 'pass', 'passed'),
  count(failed, violations > 0 ? 'violation' : 'warning', 'failed'),
  count(errors, 'error', 'errors'),
  count(skipped, 'skip', 'not observed'),
]

const count = (value: number, kind: Kind, name: string) =>
  value > 0
    ? h`<span class="n ${kind}" title="${value} ${name}"><span aria-hidden="true">${kinds[kind].symbol}</span> ${value}<span class="vh"> ${name}; </span></span> `
    : h``

/** A bar whose parts are as wide as their share. */
export const bar = ({ passed, failed, skipped, errors, violations }: Summary): Markup =>
  h`<span class="bar" aria-hidden="true">${part('pass', passed)}${part(violations > 0 ? 'violation' : 'warning', failed)}${part('error', errors)}${part('skip', skipped)}</span>`

const part = (kind: Kind, share: number) => share > 0 && h`<span class="${kind}" style="flex-grow:${share}"></span>`
