import type { KillMatrix } from '../spec/kill-matrix.ts'
import { h, type Markup } from './html/markup.ts'
import { shell } from './html/shell.ts'
import { caughtBy } from './kill-matrix/counts.ts'
import { ledger } from './kill-matrix/ledger.ts'
import { picture } from './kill-matrix/picture.ts'
import { type Plan, plan } from './kill-matrix/plan.ts'
import { conclusionOf, rulesMarkup } from './kill-matrix/rules.ts'
import { script, scriptHash } from './kill-matrix/script.ts'
import { matrixStyle } from './kill-matrix/style.ts'
import { plural } from './words.ts'

/** One page that shows which case catches which mutant, of each role; it needs no network, and no script but for pointing at cells. */
export const killMatrixHtml = (matrices: readonly KillMatrix[]): string => pageOf(matrices.map(plan)).markup

const pageOf = (plans: readonly Plan[]) =>
  shell({
    title: `${conclusionOf(plans).headline} · kill matrix`,
    heading: 'Kill matrix: the tests, tested',
    kit: 'sse-conformance',
    main: h`${rulesMarkup(plans)}
${plans.map(roleMarkup)}`,
    footer: 'The clauses are told in our own words; the links lead to the standards.',
    style: matrixStyle,
    script: { text: script, hash: scriptHash },
  })

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
