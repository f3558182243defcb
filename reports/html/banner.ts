import { type Conclusion, conclude, type Results, type Summary, summarize } from '../../spec/results.ts'
import { conclusionWords, dialectInWords, duration, gateInWords, judgedCount, moment, plural, watchedInWords } from '../words.ts'
import { totals } from './kind.ts'
import { h, type Markup } from './markup.ts'

/** The conclusion, filled as far as the MUSTs were judged. */
export const banner = (results: Results): Markup => {
  const conclusion = conclude(results)
  const summary = summarize(results)
  const gate = gateInWords(results)
  const { mustsJudged: judged } = summary
  const share = judged === 0 ? 0 : Math.max(1, Math.floor((100 * judged) / (judged + unknownMusts(summary))))
  return h`<div class="banner ${conclusion}" style="--judged:${share}%">
<p class="target"><span>${results.target.role}</span> ${results.target.name}</p>
<h2>${conclusionWords[conclusion]}</h2>
<p class="judged">${judgedCount(summary)}</p>
<p class="meaning">${meaning(conclusion, results, summary)}</p>
${gate !== '' && h`<p class="gate">${capital(gate)}.</p>`}
</div>
${results.verdicts.length > 0 && h`<div class="counts">${totals(results.verdicts)}</div>`}`
}

/** MUSTs of which a run knows nothing, for whatever reason. */
const unknownMusts = ({ mustsNotObserved, mustsHeldBack }: Summary) => mustsNotObserved + mustsHeldBack

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

const meaning = (conclusion: Conclusion, { interrupted, setup, verdicts }: Results, summary: Summary) => {
  const { violations, errors, known, mustsNotObserved, mustsHeldBack } = summary
  const unknown = unknownMusts(summary)
  const required = verdicts.filter((verdict) => verdict.required).length
  const cutShort = interrupted && ' The run was ended from outside before all was judged.'
  switch (conclusion) {
    case 'conforms':
      return unknown === 0
        ? 'No MUST that was asked is broken.'
        : h`Nothing that was judged breaks a MUST. Of ${plural(unknown, 'MUST')} this run knows nothing; ${sections(mustsNotObserved, mustsHeldBack)} how to change that.`
    case 'known-failures':
      return 'Every violation that was seen stands in the baseline, and is let pass for now. The target does not conform.'
    case 'gate-closed':
      return [
        known > 0 ? 'Every violation that was seen is known.' : 'No violation was seen.',
        errors > 0 && ` Not everything could be told (${plural(errors, 'error')}).`,
        cutShort,
      ]
    case 'does-not-conform':
      return [
        `${plural(violations - required, 'check')} of a MUST failed${required > 0 ? `, and ${required} that had to be observed ${required === 1 ? 'was' : 'were'} not` : ''}${unknown > 0 ? `; of ${plural(unknown, 'more MUST')} this run knows nothing` : ''}.`,
        cutShort,
      ]
    case 'unclear':
      return [
        `${known > 0 ? 'Every violation that was seen is known' : 'Nothing that was judged breaks a MUST'}, but not everything could be told (${plural(errors, 'error')}).`,
        cutShort,
      ]
    case 'nothing-judged':
      return 'No case came to a verdict. This says nothing about the target, neither good nor bad.'
    case 'not-started':
      return ['The target could not be reached, started or understood', setup ? ', so nothing is said about it.' : '.', cutShort]
  }
}

/** Where the page tells of them. */
const sections = (unobserved: number, heldBack: number): Markup => {
  const [one, other] = [h`<em>not observed</em>`, h`<em>held back</em>`]
  if (unobserved > 0 && heldBack > 0) return h`${one} and ${other} below say`
  return h`${unobserved > 0 ? one : other} below says`
}

/** What was run, and how. */
export const facts = ({ target, kit, profile, claim, dialect, watched, seed, started, durationMs, environment }: Results): Markup => {
  const rows: readonly (readonly [string, Markup | string | false])[] = [
    ['Target', h`${target.role}, ${target.kind}`],
    ['Address', h`<code>${target.address}</code>`],
    ['Profile', profile],
    ['Claim', claim !== undefined && `${claim}: ${claims[claim]}`],
    ['Watched', watched !== undefined && watchedInWords(watched)],
    ['Dialect', dialect !== undefined && dialectInWords(dialect)],
    ['Started', h`<time datetime="${started}">${moment(started)}</time>`],
    ['Duration', duration(durationMs)],
    ['Seed', h`<code>${seed}</code>`],
    ['Environment', `${environment.runtime}, ${environment.platform}`],
    ['Kit', `sse-conformance ${kit}`],
  ]
  return h`<dl class="facts">${rows.map(([name, value]) => value !== false && h`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`
}

const claims = {
  eventsource: 'judged as a web browser is',
  client: 'judged as a client that is no web browser',
  parser: 'judged as a parser that is no web browser',
} as const
