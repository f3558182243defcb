import { h, type Markup, trusted } from './markup.ts'
import { script, scriptHash } from './script.ts'
import { style } from './style.ts'
import { detailStyle } from './style-detail.ts'

export type Shell = {
  readonly title: string
  readonly heading: string
  readonly kit: string
  readonly main: Markup
  readonly footer: string
  /** Style beyond that of every page. */
  readonly style?: string
  /** Whether the page needs the script; without, its policy lets none run. */
  readonly isScripted: boolean
}

/** A whole file around its content: it loads nothing, and its policy lets nothing but its own script run. */
export const shell = ({ title, heading, kit, main, footer, style: own = '', isScripted }: Shell): Markup => h`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(policyOf(isScripted))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${trusted(style)}${trusted(detailStyle)}${trusted(own)}</style>
</head>
<body>
<header class="mast"><h1>${heading}</h1><p>${kit}</p></header>
<main>
${main}
</main>
<footer><p>${footer}</p></footer>
${isScripted && h`<script>${trusted(script)}</script>`}
</body>
</html>
`

const policyOf = (isScripted: boolean) =>
  `default-src 'none'; style-src 'unsafe-inline'; script-src '${isScripted ? scriptHash : 'none'}'; base-uri 'none'; form-action 'none'`
