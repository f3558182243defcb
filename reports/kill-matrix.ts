import type { KillMatrix } from '../spec/kill-matrix.ts'
import { h, type Markup, trusted } from './html/markup.ts'
import { style } from './html/style.ts'
import { caughtBy } from './kill-matrix/counts.ts'
import { ledger } from './kill-matrix/ledger.ts'
import { picture } from './kill-matrix/picture.ts'
import { type Plan, plan } from './kill-matrix/plan.ts'
import { conclusionOf, rulesMarkup } from './kill-matrix/rules.ts'
import { script, scriptHash } from './kill-matrix/script.ts'
import { matrixStyle } from './kill-matrix/style.ts'
import { plural } from './words.ts'

const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src '${scriptHash}'; base-uri 'none'; form-action 'none'`

/** One page that shows which case catches which mutant, of each role; it needs no network, and no script but for pointing at cells. */
export const killMatrixHtml = (matrices: readonly KillMatrix[]): string => pageOf(matrices.map(plan)).markup

const pageOf = (plans: readonly Plan[]) => h`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${conclusionOf(plans).headline} · kill matrix</title>
<style>${trusted(style)}${trusted(matrixStyle)}</style>
</head>
<body>
<header class="mast"><h1>Kill matrix: the tests, tested</h1><p>sse-conformance</p></header>
<main>
${rulesMarkup(plans)}
${plans.map(roleMarkup)}
</main>
<footer><p>The clauses are told in our own words; the links lead to the standards.</p></footer>
<script>${trusted(script)}</script>
</body>
</html>
`

const roleMarkup = (plan: Plan): Markup => h`<section class="role" id="${plan.matrix.role}">
<h3>The ${plan.matrix.role} <span class="dim">${catches(plan)}</span></h3>
${legend}
${picture(plan)}
<h3>Clause by clause <span class="dim">each mutant with its row of the picture; open it to see whose cases catch it</span></h3>
${ledger(plan)}</section>
`

const catches = (plan: Plan) => {
  const counts = plan.blocks.flatMap(({ rows }) => rows).map((row) => caughtBy(row, plan))
  const own = counts.reduce((total, count) => total + count.own, 0)
  const other = counts.reduce((total, count) => total + count.other, 0)
  return `caught ${plural(own + other, 'time')}, ${own.toLocaleString('en')} of these by a case of the broken clause`
}

const legend = h`<ul class="legend"><li>rows: mutants, columns: cases</li>
<li><i class="kill"></i> red, same clause: <b>the proof</b></li>
<li><i class="echo"></i> red, another clause</li>
<li><i class="home"></i> green, same clause</li></ul>`
