import { h, hrefTo, type Markup } from '../html/markup.ts'
import { plural } from '../words.ts'
import { mutantAnchor, rowAnchor } from './anchors.ts'
import { caughtInWords } from './counts.ts'
import { type Block, gap, type Plan, type Row, type Run, runsOf } from './plan.ts'

const margin = { left: 88, top: 72, right: 30, bottom: 4 } as const

/** Rows of mutants, columns of cases, a cell where the case is red on the mutant. */
export const picture = (plan: Plan): Markup => {
  const { matrix, blocks, width, height } = plan
  const box = [-margin.left, -margin.top, width + margin.left + margin.right, height + margin.top + margin.bottom]
  const what = `${plural(matrix.mutants.length, 'mutant')} of the ${matrix.role} against ${plural(matrix.cases.length, 'case')}; the list below tells the same in words`
  const topics = topicsOf(blocks)
  return h`<div class="plot"><svg viewBox="${box.join(' ')}" width="${box[2]}" height="${box[3]}" role="img" aria-label="${what}">
${topics.flatMap((topic) => columnsMarkup(topic, plan))}
${topics.flatMap((topic) => rowsMarkup(topic, plan))}
${blocks.map((block) => block.rows.map((row) => rowMarkup(row, block, plan)))}
${flags(plan)}
<rect class="cross" hidden=""/><rect class="cross" hidden=""/>
</svg><div class="tip" role="status" hidden></div></div>`
}

type Topic = { readonly name: string; readonly blocks: readonly Block[] }

const topicsOf = (blocks: readonly Block[]): readonly Topic[] =>
  [...new Set(blocks.map(({ topic }) => topic))].map((name) => ({ name, blocks: blocks.filter(({ topic }) => topic === name) }))

/** A band behind the columns of a topic, and its name above. */
const columnsMarkup = ({ name, blocks }: Topic, { height }: Plan) => {
  const columns = blocks.flatMap((block) => block.columns)
  const x = columns[0]?.x ?? 0
  const width = extent(x, columns.at(-1), (last) => last.x + last.width)
  if (width === 0) return []
  return h`<rect class="band" x="${x}" width="${width}" height="${height}"/><text transform="translate(${x + width / 2 - 2} -9) rotate(-45)">${name}</text>
`
}

/** A gap above the rows of a topic, and its name beside them. */
const rowsMarkup = ({ name, blocks }: Topic, { width, rowHeight }: Plan) => {
  const rows = blocks.flatMap((block) => block.rows)
  const y = rows[0]?.y ?? 0
  const height = extent(y, rows.at(-1), (last) => last.y + rowHeight)
  if (height === 0) return []
  return h`${y > 0 && h`<rect class="gutter" y="${y - gap.topic}" width="${width}" height="${gap.topic}"/>`}<text class="side" x="-10" y="${y + height / 2}">${name}</text>
`
}

const extent = <Item>(start: number, last: Item | undefined, end: (item: Item) => number) => (last === undefined ? 0 : end(last) - start)

/** A row leads to its mutant in the list; a script may say more. */
const rowMarkup = (row: Row, block: Block, plan: Plan) => {
  const { kill, y } = row
  const { matrix, columns, width, rowHeight } = plan
  const runs = runsOf(row, columns)
  const home = homeOf(block)
  return h`<a href="${hrefTo(mutantAnchor(matrix.role, kill.mutant))}" tabindex="-1" transform="translate(0 ${y})"><title>${kill.mutant}: ${kill.summary} (${kill.clause}); caught by ${caughtInWords(row, plan)}</title><rect class="lane" width="${width}" height="${rowHeight}"/><g id="${rowAnchor(matrix.role, y)}">${
    home.width > 0 && h`<rect class="home" x="${home.x}" width="${home.width}" height="${rowHeight}"/>`
  }${cells('echo', runs, rowHeight)}${cells('kill', runs, rowHeight)}</g></a>
`
}

const homeOf = ({ columns }: Block) => {
  const x = columns[0]?.x ?? 0
  return { x, width: extent(x, columns.at(-1), (last) => last.x + last.width) }
}

const cells = (kind: 'kill' | 'echo', runs: readonly Run[], height: number) => {
  const own = runs.filter(({ isOwn }) => isOwn === (kind === 'kill'))
  return own.length > 0 && h`<path class="${kind}" d="${own.map(({ x, width }) => `M${x} 0h${width}v${height}h-${width}z`).join('')}"/>`
}

/** A triangle at every row and column that breaks a rule. */
const flags = ({ blocks, columns, gaps, rowHeight }: Plan) => {
  const rows = blocks.flatMap((block) => block.rows).filter(({ kill }) => gaps.mutants.has(kill.mutant))
  const blunt = columns.filter(({ case: item }) => gaps.cases.has(item.id))
  const marks = [
    ...rows.map(({ y }) => `M-1 ${y + rowHeight / 2}l-7 -4v8z`),
    ...blunt.map(({ x, width }) => `M${x + width / 2} -1l-4 -7h8z`),
  ]
  return marks.length > 0 && h`<path class="flag" d="${marks.join('')}"/>`
}
