import { legible } from '../../spec/visible.ts'

/** What is given in Markdown itself; everything else is text. */
const entityOf = (char: string) => `&#${char.codePointAt(0)};`

/** A text that is too long, up to there, with the number of characters that are left out. */
export const cut = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most).replace(/[\ud800-\udbff]$/, '')}… (${text.length - most} more characters)`

const oneLine = (text: string, most: number) => cut(legible(text).replace(/\s+/g, ' ').trim(), most)

/**
 * Text of one line behind the start of a paragraph, a list item or a cell of a table: no character of it is markup, in Markdown or HTML.
 * GitHub and GitLab look for `@name`, `#12` and the like in what is rendered, entities or not: there an unseen space stands between.
 */
export const prose = (text: string, most = 600): string =>
  oneLine(text, most).replace(
    /([@#!%&~$])(?=[\w"])|[\\`*_[\]<>|~$&]/g,
    (char, reference?: string) => entityOf(char) + (reference ? '&#8203;' : ''),
  )

/** The same, as code: nothing in it is looked up, and it is copied as it stands. */
export const code = (text: string, most = 200): string =>
  `<code>${oneLine(text, most).replace(/[^A-Za-z0-9 /\u0080-\u{10ffff}-]/gu, entityOf)}</code>`

/** Lines as they stand, in a fence that is longer than any run of backticks among them. */
export const fenced = (text: string, language: string, most = 5000): string => {
  const lines = cut(legible(text), most).replace(/\n+$/, '')
  const longest = Math.max(2, ...Array.from(lines.matchAll(/`+/g), ([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}${language}\n${lines}\n${fence}\n`
}

/** What opens at a click; the blank lines make what is inside Markdown again. */
export const details = (summary: string, body: string, isOpen = false): string =>
  `<details${isOpen ? ' open' : ''}>\n<summary>${summary}</summary>\n\n${body}\n</details>\n\n`
