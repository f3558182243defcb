import { conclude, type Results, summarize } from '../../spec/results.ts'
import { kinds } from '../kinds.ts'
import { conclusionWords, judgedCount, plural } from '../words.ts'

import { tally } from './kind.ts'
import { h, type Markup } from './markup.ts'
import { runMarkup } from './run.ts'
import { script, scriptHash } from './script.ts'
import { shell } from './shell.ts'
import { detailStyle } from './style-detail.ts'

/** The whole file. */
export const page = (results: readonly Results[]): Markup =>
  shell({
    title: titleOf(results),
    heading: 'SSE conformance report',
    kit: kitsOf(results),
    main: h`${results.length === 0 && h`<p class="empty">No results: nothing was run, so nothing is said.</p>`}
${results.length > 1 && h`${index(results)}${tools}`}
${results.map((run, position) => runMarkup(run, position, results.length === 1 && run.verdicts.length > 0 ? tools : undefined))}`,
    footer:
      'MUST, SHOULD and MAY are the levels of the clauses in this run. The clauses are told in our own words; the links lead to the standards.',
    style: detailStyle,
    script: { text: script, hash: scriptHash },
  })

const titleOf = (results: readonly Results[]) => {
  const [first] = results
  if (!first) return 'No results · SSE conformance'
  return results.length > 1
    ? `${plural(results.length, 'run')} · SSE conformance`
    : `${conclusionWords[conclude(first)]}: ${first.target.name}`
}

const kitsOf = (results: readonly Results[]) => {
  const kits = [...new Set(results.map(({ kit }) => kit))]
  return `sse-conformance ${kits.join(', ')}`
}

const toggles = ['violation', 'warning', 'note', 'known', 'error', 'skip', 'held', 'pass'] as const

/** Works only with the script, which therefore shows it. */
const tools = h`<form class="tools" role="search" hidden>
<input type="search" id="filter" placeholder="Filter by id, title, level or clause" aria-label="Filter cases by id, title, level or clause" aria-keyshortcuts="/" autocomplete="off" spellcheck="false">
<span class="toggles" role="group" aria-label="Kinds of verdict that are shown">${toggles.map(
  (kind) =>
    h`<button type="button" data-toggle="${kind}" aria-pressed="true"><span class="s ${kind}" aria-hidden="true">${kinds[kind].symbol}</span> ${kinds[kind].plural}</button>`,
)}</span>
<select id="jump" aria-label="Jump to a topic"><option value="">Jump to a topic…</option></select>
<output id="shown" aria-live="polite"></output>
</form>`

const index = (results: readonly Results[]) =>
  h`<nav aria-label="Runs"><ol class="index">${results.map((run, position) => {
    const conclusion = conclude(run)
    const summary = summarize(run)
    return h`<li><a href="#run-${position + 1}"><b class="word ${conclusion}">${conclusionWords[conclusion]}</b>
<span class="name"><span class="dim">${run.target.role}</span> ${run.target.name}</span>
<span class="much">${judgedCount(summary)}</span><span>${tally(run.verdicts)}</span></a></li>`
  })}</ol></nav>`
