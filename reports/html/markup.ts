import { legible } from '../../spec/visible.ts'

/** Text that is HTML already; only `h` makes it. */
export type Markup = { readonly markup: string }

type Part = string | number | false | undefined | Markup | readonly Part[]

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

const safe = (text: string) => text.replace(/[&<>"']/g, (char) => entities[char] ?? '')

const markupOf = (part: Part): string => {
  if (part === undefined || part === false) return ''
  if (typeof part === 'number') return String(part)
  if (typeof part === 'string') return safe(legible(part))
  return 'markup' in part ? part.markup : part.map(markupOf).join('')
}

/** HTML around values; whatever is not markup itself is escaped, for text as for quoted attributes. */
export const h = (pieces: TemplateStringsArray, ...parts: readonly Part[]): Markup => ({
  markup: pieces.map((piece, index) => piece + markupOf(parts[index])).join(''),
})

/** HTML that this reporter wrote itself, such as its style; never a value of the document. */
export const trusted = (markup: string): Markup => ({ markup })

/** The anchor of a case; the second and later documents of a page prefix theirs. */
export const anchorOf = (caseId: string, run: number): string => `${run === 0 ? '' : `${run + 1}/`}${legible(caseId).replace(/\s/g, '_')}`

/** Leads to an anchor of this page. */
export const hrefTo = (anchor: string): string => `#${encodeURIComponent(anchor).replaceAll('%2F', '/')}`
