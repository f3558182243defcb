import { findClause } from '../../spec/clauses.ts'
import type { Verdict } from '../../spec/verdict.ts'
import { type Kind, kindOf } from '../kinds.ts'
import { duration } from '../words.ts'
import { excuseMarkup } from './baseline.ts'
import { comparison } from './compare.ts'
import { symbol } from './kind.ts'
import { anchorOf, h, hrefTo, type Markup } from './markup.ts'
import { wireLog } from './wire.ts'

const attributes = (verdict: Verdict, kind: Kind) => h`class="v ${kind}" data-kind="${kind}" data-clause="${verdict.clause}"`

const head = (verdict: Verdict, kind: Kind) =>
  h`${symbol(kind)}<span class="level">${verdict.level}</span><span class="title">${verdict.title}</span><code class="id">${verdict.case}</code>`

/** One verdict: a line that opens. */
export const verdictMarkup = (verdict: Verdict, run: number, open = false): Markup => {
  const kind = kindOf(verdict)
  return h`<details id="${anchorOf(verdict.case, run)}" ${attributes(verdict, kind)}${open && h` open`}><summary>${head(verdict, kind)}</summary>
<div class="body">${body(verdict, run)}</div></details>
`
}

/** One verdict that is told in full elsewhere on the page. */
export const verdictLink = (verdict: Verdict, run: number): Markup => {
  const kind = kindOf(verdict)
  return h`<a ${attributes(verdict, kind)} href="${hrefTo(anchorOf(verdict.case, run))}">${head(verdict, kind)}</a>
`
}

const body = (verdict: Verdict, run: number) => h`${verdict.blame && blame[verdict.blame]}
${verdict.baseline && excuseMarkup(verdict.baseline)}
${verdict.reason !== undefined && h`<p class="reason">${verdict.reason}</p>`}
${comparison(verdict.expected, verdict.actual)}
${labelled('What to change', verdict.hint)}
${labelled('To observe it', verdict.unlock)}
${clauseMarkup(verdict)}
${verdict.reproduce !== undefined && h`<h5>Reproduce</h5><div class="copy"><pre tabindex="0"><code>${verdict.reproduce}</code></pre></div>`}
${verdict.wire && wireLog(verdict.wire)}
<p class="foot"><a href="${hrefTo(anchorOf(verdict.case, run))}">Link to this case</a> · ${duration(verdict.ms)}</p>`

const blame = {
  setup: h`<p class="blame"><strong>We could not tell.</strong> The set-up around the target is to blame, not the target itself.</p>`,
  kit: h`<p class="blame"><strong>We could not tell.</strong> This is a fault of the kit, not of the target; please report it.</p>`,
} as const

const labelled = (label: string, text: string | undefined) => text !== undefined && h`<h5>${label}</h5><p class="hint">${text}</p>`

const clauseMarkup = ({ clause: id, level }: Verdict) => {
  const found = findClause(id)
  if (!found) return h`<div class="clause"><p>The catalogue of this version does not know this clause.</p><p><code>${id}</code></p></div>`
  const changed =
    found.level !== level && h` · the clause is a ${found.level.toUpperCase()}; profile or claim make it a ${level.toUpperCase()}`
  return h`<div class="clause"><p>${found.summary}</p>
<p><code>${id}</code> · ${level.toUpperCase()}${found.security && ' · security'} · <a href="${found.url}">${found.source} ${found.section}</a>${changed}</p></div>`
}
