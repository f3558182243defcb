import { type Excuse, obsoleteEntries } from '../../spec/baseline.ts'
import type { Results } from '../../spec/results.ts'
import { plural, remedyOf } from '../words.ts'
import { h, type Markup } from './markup.ts'

/** Why a failure is let pass, who follows it where, and until when. */
export const excuseMarkup = (excuse: Excuse): Markup =>
  h`<div class="excuse"><p class="reason"><strong>Known, and let pass for now.</strong> ${excuse.reason}</p>${termsMarkup(excuse)}</div>`

const termsMarkup = ({ issue, owner, expires }: Excuse) => {
  const parts = [
    issue !== undefined && h`Issue ${/^https?:\/\//.test(issue) ? h`<a href="${issue}" rel="noreferrer">${issue}</a>` : issue}`,
    owner !== undefined && h`Owner ${owner}`,
    expires !== undefined && h`Until ${expires}`,
  ].filter((part) => part !== false)
  return parts.length > 0 && h`<p class="terms">${parts.map((part, index) => h`${index > 0 && ' · '}${part}`)}</p>`
}

/** The entries of the baseline that close the gate. */
export const baselineMarkup = (results: Results): Markup | undefined => {
  const obsolete = obsoleteEntries(results)
  if (obsolete.length === 0) return undefined
  const item = (entry: (typeof obsolete)[number]) => h`<li><p><b>${entry.state}</b><code>${entry.case}</code></p>
<p class="hint">${remedyOf(entry, results.baseline?.file)}</p><p class="terms">It says: ${entry.reason}</p>${termsMarkup(entry)}</li>`
  return h`<section class="obsolete"><h3>Baseline <span class="dim">${plural(obsolete.length, 'entry', 'entries')} to take out or renew</span></h3>
<ul>${obsolete.map(item)}</ul></section>`
}
