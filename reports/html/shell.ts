import { h, type Markup, trusted } from './markup.ts'
import { style } from './style.ts'

export type Shell = {
  readonly title: string
  readonly heading: string
  readonly kit: string
  readonly main: Markup
  readonly footer: string
  /** Style beyond that of every page. */
  readonly style: string
  /** The one script that its policy lets run, and the hash by which it knows it; without, none runs. */
  readonly script?: { readonly text: string; readonly hash: string }
}

/** A whole file around its content: it loads nothing, and its policy lets nothing but its own script run. */
export const shell = ({ title, heading, kit, main, footer, style: own, script }: Shell): Markup => h`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(policyOf(script?.hash ?? 'none'))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${trusted(style)}${trusted(own)}</style>
</head>
<body>
<header class="mast"><h1>${heading}</h1><p>${kit}</p></header>
<main>
${main}
</main>
<footer><p>${footer}</p></footer>
${script && h`<script>${trusted(script.text)}</script>`}
</body>
</html>
`

const policyOf = (allowed: string) =>
  `default-src 'none'; style-src 'unsafe-inline'; script-src '${allowed}'; base-uri 'none'; form-action 'none'`
