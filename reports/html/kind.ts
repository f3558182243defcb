import type { Verdict } from '../../spec/verdict.ts'
import { type Kind, kindOf, kinds } from '../kinds.ts'
import { h, type Markup } from './markup.ts'

export const symbol = (kind: Kind): Markup =>
  h`<span class="s ${kind}" role="img" aria-label="${kinds[kind].name}">${kinds[kind].symbol}</span>`

/** In the order of reading. */
const order = ['pass', 'violation', 'warning', 'note', 'known', 'error', 'skip', 'held'] as const

/** How many verdicts look alike. */
const counts = (verdicts: readonly Verdict[]): readonly (readonly [Kind, number])[] =>
  order.map((kind) => [kind, verdicts.filter((verdict) => kindOf(verdict) === kind).length] as const).filter(([, count]) => count > 0)

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
