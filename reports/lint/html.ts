import { findClause } from '../../spec/clauses.ts'
import { concludeLint, type Lint, type LintEnd, type LintRemark } from '../../spec/lint.ts'
import { symbol } from '../html/kind.ts'
import { h, type Markup } from '../html/markup.ts'
import { shell } from '../html/shell.ts'
import { detailStyle } from '../html/style-detail.ts'
import { kindOf } from '../kinds.ts'
import { duration, moment, plural } from '../words.ts'
import { lineAnchor, linesMarkup } from './lines.ts'
import { lintStyle } from './style.ts'
import { conclusions, endInWords, nothingRead, remarksInWords, responseInWords, sizeInWords, worstFirst } from './words.ts'

/** One page for people; it needs no network, no server and no script. */
export const lintHtml = (lint: Lint): string =>
  shell({
    title: `${conclusions[concludeLint(lint.end)]}: ${lint.start.source.name}`,
    heading: 'SSE lint report',
    kit: `sse-conformance ${lint.start.kit}`,
    main: h`<section class="run">${banner(lint)}${findings(lint)}${stream(lint)}
<h3>This lint</h3>
${facts(lint)}</section>`,
    footer: 'MUST, SHOULD and MAY are the levels of the clauses. The clauses are told in our own words; the links lead to the standards.',
    style: detailStyle + lintStyle,
  }).markup

const banner = ({ start, end }: Lint): Markup => {
  const conclusion = concludeLint(end)
  const early = endInWords(end)
  return h`<div class="banner ${conclusion}" style="--judged:100%">
<p class="target"><span>${start.source.kind}</span> ${start.source.name}</p>
<h2>${conclusions[conclusion]}</h2>
<p class="judged">${remarksInWords(end)}</p>
<p class="meaning">${sizeInWords(end)}${early !== undefined && h`; ${early}`}${conclusion === 'nothing-to-lint' && h`; ${nothingRead}`}</p>
</div>
`
}

/** Each clause that remarks are of, what to change, and where. */
const findings = (lint: Lint) => {
  if (lint.end.remarks.length === 0) return undefined
  return h`<section class="findings group"><h3>Remarks</h3>
${worstFirst(lint.end.remarks).map((remark) => finding(remark, lint))}</section>
`
}

const finding = ({ clause: id, level, count }: LintEnd['remarks'][number], { start, lines }: Lint) => {
  const clause = findClause(id)
  const kind = kindOf({ outcome: 'fail', level })
  const ofClause = (remark: LintRemark) => remark.clause === id
  const inResponse = start.response?.remarks.filter(ofClause) ?? []
  const places = lines.filter(({ remarks }) => remarks.some(ofClause)).map(({ number }) => number)
  return h`<div class="v ${kind}"><p class="head">${symbol(kind)}<span class="level">${level}</span><span class="title">${clause?.summary ?? id}</span><code class="id">${id}</code></p>
<div class="body">${inResponse.map(({ message }) => h`<p class="reason">${message}</p>`)}${clause?.hint !== undefined && h`<p class="hint">${clause.hint}</p>`}
<p class="foot">${plural(count, 'remark')}${inResponse.length > 0 && ' on the response'}${placesMarkup(places, count)}${clause && h` · <a href="${clause.url}">${clause.source} ${clause.section}</a>`}</p></div></div>
`
}

/** The most lines that are linked from one clause. */
const mostPlaces = 20

const placesMarkup = (places: readonly number[], count: number) => {
  if (places.length === 0) return undefined
  const links = places.slice(0, mostPlaces).map((number) => h` <a href="#${lineAnchor(number)}">${number}</a>`)
  return h`, ${places.length === 1 ? 'line' : 'lines'}${links}${count > links.length && ' …'}`
}

const stream = ({ lines }: Lint) => {
  if (lines.length === 0) return undefined
  const isMixed = lines.some(({ remarks }) => remarks.length > 0) && lines.some(({ remarks }) => remarks.length === 0)
  return h`<section class="stream"><h3>The stream <span class="dim">line by line, and how the standard reads it</span></h3>
${isMixed && h`<label class="only"><input type="checkbox" id="only"> only lines with remarks</label>`}
${linesMarkup(lines)}</section>
`
}

const facts = ({ start, end }: Lint) => {
  const response = responseInWords(start)
  const rows: readonly (readonly [string, Markup | string | false])[] = [
    ['Source', h`${start.source.kind}, <code>${start.source.name}</code>`],
    ['Response', response ?? false],
    ['Started', h`<time datetime="${start.started}">${moment(start.started)}</time>`],
    ['Duration', duration(end.durationMs)],
    ['Last event ID', end.lastEventId !== '' && h`<code>${end.lastEventId}</code>`],
    ['Reconnection time', end.retry !== null && `${end.retry} ms`],
  ]
  return h`<dl class="facts">${rows.map(([name, value]) => value !== false && h`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`
}
