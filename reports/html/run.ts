import type { Results, SetupFailure } from '../../spec/results.ts'
import type { Verdict } from '../../spec/verdict.ts'
import { grouped, type Kind, kindOf, kinds, topicOf } from '../kinds.ts'
import { plural } from '../words.ts'
import { banner, facts } from './banner.ts'
import { baselineMarkup } from './baseline.ts'
import { tally } from './kind.ts'
import { anchorOf, h, hrefTo, type Markup } from './markup.ts'
import { verdictLink, verdictMarkup } from './verdict.ts'

/** One document: the conclusion, what was run, what is wrong, what is unknown, and everything by topic. */
export const runMarkup = (results: Results, run: number, tools?: Markup): Markup => h`<section class="run" id="run-${run + 1}">
${banner(results)}
${results.setup && setupMarkup(results.setup)}
${overview(results, run)}
${tools}
${baselineMarkup(results)}
${findings(results, run)}
${skipKinds.map((kind) => unjudged(results, run, kind))}
${everything(results, run)}
<h3>This run</h3>
${facts(results)}
</section>
`

const setupMarkup = ({ reason, hint, stderr }: SetupFailure) => h`<div class="setup"><h3>What went wrong</h3><p class="reason">${reason}</p>
${hint !== undefined && h`<h5>What to change</h5><p class="hint">${hint}</p>`}
${stderr !== undefined && h`<h5>stderr of the target</h5><pre tabindex="0">${stderr}</pre>`}</div>`

const topicAnchor = (topic: string, run: number) => anchorOf(`run-${run + 1}-topic-${topic}`, 0)

const overview = ({ verdicts }: Results, run: number) => {
  const topics = grouped(verdicts, topicOf)
  if (topics.length === 0) return undefined
  const card = ([topic, own]: (typeof topics)[number]) =>
    h`<li><a href="${hrefTo(topicAnchor(topic, run))}"><b>${topic}</b> <span>${tally(own)}</span></a></li>`
  return h`<nav aria-label="Topics"><ul class="topics">${topics.map(card)}</ul></nav>`
}

/** In the order in which they matter. */
const findingKinds: readonly (readonly [Kind, string])[] = [
  ['violation', 'a MUST is broken'],
  ['warning', 'a SHOULD is broken'],
  ['note', 'the standard leaves it open'],
  ['known', 'the baseline lets them pass'],
  ['error', 'we could not tell'],
]

const isFinding = (verdict: Verdict) => findingKinds.some(([kind]) => kind === kindOf(verdict))

const findings = ({ verdicts }: Results, run: number) => {
  const few = verdicts.filter(isFinding).length <= 3
  return findingKinds.map(([kind, meaning]) => {
    const own = verdicts.filter((verdict) => kindOf(verdict) === kind)
    if (own.length === 0) return undefined
    return h`<section class="findings group"><h3>${capital(kinds[kind].plural)} <span class="dim">${own.length} · ${meaning}</span></h3>
${own.map((verdict, index) => verdictMarkup(verdict, run, few || (kind === 'violation' && index === 0)))}</section>`
  })
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

const skipKinds = ['skip', 'held'] as const

/** Skips that share a reason are told together. */
const unjudged = ({ verdicts }: Results, run: number, kind: (typeof skipKinds)[number]) => {
  const skips = verdicts.filter((verdict) => kindOf(verdict) === kind)
  if (skips.length === 0) return undefined
  const groups = grouped(skips, ({ reason, unlock }) => JSON.stringify([reason, unlock]))
  const byMusts = groups.toSorted(([, one], [, other]) => musts(other) - musts(one))
  return h`<section class="skips group"><h3>${capital(kinds[kind].name)} <span class="dim">${plural(skips.length, 'case')} of which this run knows nothing</span></h3>
<ul>${byMusts.map(([, own]) => skipGroup(own, run))}</ul></section>`
}

const musts = (verdicts: readonly Verdict[]) => verdicts.filter(({ level }) => level === 'must').length

const skipGroup = (own: readonly Verdict[], run: number) => {
  const [first] = own
  return h`<li><p class="reason">${first?.reason ?? 'no reason given'}</p>
${first?.unlock !== undefined && h`<p class="unlock"><span>To observe it:</span> ${first.unlock}</p>`}
<details><summary>${plural(own.length, 'case')}, ${plural(musts(own), 'MUST')}</summary>${own.map((verdict) => verdictLink(verdict, run))}</details></li>`
}

const everything = ({ verdicts }: Results, run: number) => {
  if (verdicts.length === 0) return undefined
  const topic = ([name, own]: readonly [string, readonly Verdict[]]) =>
    h`<details class="topic" id="${topicAnchor(name, run)}"><summary><h4>${name}</h4> <span>${tally(own)}</span></summary>
${own.map((verdict) => (isFinding(verdict) ? verdictLink(verdict, run) : verdictMarkup(verdict, run)))}</details>
`
  return h`<section class="all group"><h3>Everything, by topic</h3>
${grouped(verdicts, topicOf).map(topic)}</section>`
}
