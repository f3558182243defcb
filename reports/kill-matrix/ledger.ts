import { findClause } from '../../spec/clauses.ts'
import { h, hrefTo, type Markup } from '../html/markup.ts'
import { plural } from '../words.ts'
import { caseAnchor, clauseAnchor, mutantAnchor, rowAnchor } from './anchors.ts'
import { caughtBy, caughtOf } from './counts.ts'
import type { Block, Column, Plan, Row } from './plan.ts'

/** Every clause with its mutants and cases, in the order of the picture. */
export const ledger = (plan: Plan): Markup => h`${plan.blocks.map((block) => clauseMarkup(block, plan))}`

const clauseMarkup = (block: Block, plan: Plan) => {
  const { clause, rows, columns } = block
  const { role } = plan.matrix
  return h`<section class="clause" id="${clauseAnchor(role, clause)}"><h4>${clause}</h4>
<p class="says">${sayingOf(clause)}</p>
${plan.gaps.clauses.has(clause) && h`<p class="gap">has no mutant: nothing shows that its cases can fail</p>`}
${rows.map((row) => mutantMarkup(row, plan))}
${columns.length > 0 && h`<details class="cases"><summary>${plural(columns.length, 'case')}</summary><ul>${columns.map((column) => caseMarkup(column, plan))}</ul></details>`}
</section>
`
}

const sayingOf = (id: string) => {
  const found = findClause(id)
  if (!found) return 'The catalogue of this version does not know this clause.'
  return h`${found.summary} <span class="dim">${found.level.toUpperCase()} · <a href="${found.url}">${found.source} ${found.section}</a></span>`
}

const mutantMarkup = (row: Row, plan: Plan) => {
  const { kill, y } = row
  const { matrix, gaps, width, rowHeight } = plan
  const { own, other } = caughtBy(row, plan)
  return h`<details class="m" id="${mutantAnchor(matrix.role, kill.mutant)}" data-y="${y}" data-red="${redColumns(row, plan)}"><summary><code class="name">${kill.mutant}</code><span class="what">${kill.summary}${gaps.mutants.has(kill.mutant) && h` <b class="gap">survives</b>`}</span><svg class="strip" viewBox="0 0 ${width} ${rowHeight}" preserveAspectRatio="none" aria-hidden="true"><use href="#${rowAnchor(matrix.role, y)}"/></svg><span class="n"><b>${own}</b> of its clause${other > 0 && h` <span class="dim">+ ${plural(other, 'other')}</span>`}</span></summary>
<p>${tally(row, plan)}</p></details>
`
}

/** The red columns by number, as ranges: "3-7 12". */
const redColumns = ({ red }: Row, { columns }: Plan) => {
  const ranges: { readonly from: number; readonly to: number }[] = []
  for (const [index, { case: item }] of columns.entries()) {
    if (!red.has(item.id)) continue
    const last = ranges.at(-1)
    if (last?.to === index - 1) ranges[ranges.length - 1] = { from: last.from, to: index }
    else ranges.push({ from: index, to: index })
  }
  return ranges.map(({ from, to }) => (from === to ? from : `${from}-${to}`)).join(' ')
}

/** How many cases of which clauses are red on a mutant. */
const tally = ({ kill, red }: Row, { blocks, matrix }: Plan) => {
  const counts = blocks
    .map(({ clause, columns }) => ({ clause, all: columns.length, count: columns.filter(({ case: item }) => red.has(item.id)).length }))
    .filter(({ count }) => count > 0)
  if (counts.length === 0) return 'No case is red on it.'
  return h`Red on it: ${counts.map(
    ({ clause, all, count }) =>
      h`<span class="share${clause === kill.clause && ' own'}">${count} of ${all} <a href="${hrefTo(clauseAnchor(matrix.role, clause))}">${clause}</a></span> `,
  )}`
}

const caseMarkup = (column: Column, plan: Plan) => {
  const { id, title, clause } = column.case
  const link = ({ kill }: Row) =>
    h` <a href="${hrefTo(mutantAnchor(plan.matrix.role, kill.mutant))}"${kill.clause === clause && h` class="own"`}>${kill.mutant}</a>`
  const caught = caughtOf(column, plan)
  return h`<li class="c" id="${caseAnchor(id)}" data-x="${column.x}" data-width="${column.width}"><span class="title">${title}</span> <code>${id}</code>${
    plan.gaps.cases.has(id) && h` <b class="gap">catches nothing</b>`
  }<p>${caught.length > 0 ? h`red on${caught.map(link)}` : 'red on no mutant'}</p></li>
`
}
