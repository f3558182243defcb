import { createHash } from 'node:crypto'
import t from 'tap'
import type { KillMatrix } from '../spec/kill-matrix.ts'
import { misfits } from '../spec/schema.ts'
import { type Column, plan, runsOf } from './kill-matrix/plan.ts'
import { script, scriptHash } from './kill-matrix/script.ts'
import { killMatrixHtml } from './kill-matrix.ts'
import { hostile } from './sample.ts'

const item = (id: string, clause: string, title = id) => ({ id: `parser/${id}`, title, clause })
const kill = (mutant: string, clause: string, ...red: readonly string[]) => ({
  mutant,
  clause,
  summary: `is wrong about ${clause}`,
  red: red.map((id) => `parser/${id}`),
})

/** All three rules hold. The suites ask for the clauses of `line` apart from each other. */
const sound: KillMatrix = {
  role: 'parser',
  cases: [item('line/lf', 'line.lf'), item('id/null', 'id.null'), item('id/more', 'id.null'), item('chunking/cr', 'line.cr')],
  mutants: [
    kill('no-lf', 'line.lf', 'line/lf'),
    kill('no-cr', 'line.cr', 'chunking/cr', 'line/lf'),
    kill('null', 'id.null', 'id/null', 'id/more'),
  ],
}
/** All three are broken: one mutant that lives, two cases that catch nothing, one clause that nothing breaks. */
const broken: KillMatrix = {
  ...sound,
  cases: [...sound.cases, item('id/toothless', 'id.null', hostile), item('bom/lonely', 'bom.leading')],
  mutants: [...sound.mutants, { ...kill('survivor', 'line.cr', 'id/null'), summary: hostile }],
}

const page = killMatrixHtml([sound])
const gaps = killMatrixHtml([broken])
const found = (pattern: RegExp, text: string) => Array.from(text.matchAll(pattern), (match) => match[1] ?? match[0])
const bare = (text: string) => text.replace(/<(style|script)>[\s\S]*?<\/\1>/g, '')
/** What a reader sees, without the markup. */
const seen = (text: string) =>
  bare(text)
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
const headlines = (text: string) => found(/<h2>([^<]*)/g, text)
const rules = (text: string) => found(/<li class="rule (\w+)/g, text)
const partOf = (text: string, id: string, tag: string) => text.split(` id="${id}"`)[1]?.split(`</${tag}>`)[0] ?? ''

t.test('says that the three rules hold, and of how many', async (t) => {
  t.same(headlines(page), ['Every test bites'])
  t.same(rules(page), ['pass', 'pass', 'pass'])
  for (const score of ['3 of 3 mutants', '4 of 4 cases', '3 of 3 clauses']) t.match(seen(page), score)
  t.notMatch(page, /class="(?:gap|gaps|flag)"/)
})

t.test('names what breaks a rule, ahead of the picture', async (t) => {
  t.same(headlines(gaps), ['4 gaps in the proof'])
  t.same(rules(gaps), ['violation', 'violation', 'violation'])
  const top = seen(gaps.slice(0, gaps.indexOf('<svg')))
  t.ok(top.includes('parser survivor survives'))
  t.ok(top.includes('parser/id/toothless catches nothing'))
  t.ok(top.includes('parser/bom/lonely catches nothing'))
  t.ok(top.includes('parser bom.leading has no mutant'))
  for (const score of ['3 of 4 mutants', '4 of 6 cases', '3 of 4 clauses']) t.ok(top.includes(score), score)
})

t.test('marks what breaks a rule where it stands', async (t) => {
  t.match(partOf(gaps, 'mutant/parser/survivor', 'details'), '<b class="gap">survives</b>')
  t.match(partOf(gaps, 'case/parser/id/toothless', 'li'), '<b class="gap">catches nothing</b>')
  t.match(partOf(gaps, 'clause/parser/bom.leading', 'section'), '<p class="gap">has no mutant')
  const [flags = ''] = found(/<path class="flag" d="([^"]*)"/g, gaps)
  t.equal(flags.split('z').length - 1, 3)
})

t.test('nothing run is nothing proven', async (t) => {
  t.same(headlines(killMatrixHtml([])), ['Nothing is proven'])
  t.same(rules(killMatrixHtml([])), ['skip', 'skip', 'skip'])
  t.same(headlines(killMatrixHtml([sound, { role: 'encoder', cases: [], mutants: [] }])), ['Nothing is proven'])
})

t.test('several roles are proven together and shown one by one', async (t) => {
  const both = killMatrixHtml([sound, { ...broken, role: 'encoder' }])
  t.match(seen(both), '3 faulty parsers × 4 cases · 4 faulty encoders × 6 cases')
  t.match(seen(both), '6 of 7 mutants')
  t.equal(found(/<div class="plot">/g, both).length, 2)
})

t.test('cases and mutants stand in one order of clauses, those of a topic together', async (t) => {
  const { blocks } = plan(sound)
  t.same(
    blocks.map(({ clause }) => clause),
    ['line.lf', 'line.cr', 'id.null'],
  )
  t.same(
    blocks.flatMap(({ columns }) => columns.map((column) => column.case.id)),
    ['parser/line/lf', 'parser/chunking/cr', 'parser/id/null', 'parser/id/more'],
  )
})

t.test('columns and rows overlap nowhere and stay within the picture', async (t) => {
  const { columns, blocks, width, height, rowHeight } = plan(broken)
  const rows = blocks.flatMap((block) => block.rows)
  t.equal(columns.length, broken.cases.length)
  t.equal(rows.length, broken.mutants.length)
  for (const [index, { x }] of columns.entries()) t.ok(x >= endOf(columns[index - 1]), `column ${index}`)
  for (const [index, { y }] of rows.entries()) t.ok(index === 0 || y >= (rows[index - 1]?.y ?? 0) + rowHeight, `row ${index}`)
  t.equal(endOf(columns.at(-1)), width)
  t.equal((rows.at(-1)?.y ?? 0) + rowHeight, height)
})

const endOf = (column: Column | undefined) => (column ? column.x + column.width : 0)

t.test('neighbouring cells are one run, the own clause apart from others', async (t) => {
  const { blocks, columns } = plan(sound)
  const runs = (clause: string) => {
    const [row] = blocks.find((block) => block.clause === clause)?.rows ?? []
    return row ? runsOf(row, columns).map(({ width, isOwn }) => [width, isOwn]) : []
  }
  t.same(runs('id.null'), [[36, true]])
  t.same(runs('line.cr'), [
    [18, false],
    [18, true],
  ])
})

t.test('a mutant tells how many cases catch it, and a case its mutants', async (t) => {
  t.match(
    seen(partOf(page, 'mutant/parser/no-cr', 'details')),
    /no-cris wrong about line\.cr1 of its clause \+ 1 other Red on it: 1 of 1 line\.lf 1 of 1 line\.cr/,
  )
  t.match(seen(partOf(page, 'case/parser/line/lf', 'li')), 'red on no-lf no-cr')
  t.match(seen(partOf(gaps, 'case/parser/bom/lonely', 'li')), 'red on no mutant')
})

t.test('the script is told the red columns of a mutant', async (t) => {
  t.match(partOf(page, 'mutant/parser/no-cr', 'details'), 'data-red="0-1"')
  t.match(partOf(page, 'mutant/parser/null', 'details'), 'data-red="2-3"')
  t.match(partOf(gaps, 'mutant/parser/survivor', 'details'), 'data-red="2"')
})

t.test('links and drawings within the page lead to one place each', async (t) => {
  for (const text of [page, gaps]) {
    const ids = found(/ id="([^"]*)"/g, bare(text))
    t.equal(new Set(ids).size, ids.length)
    for (const href of new Set(found(/ href="#([^"]*)"/g, bare(text)))) t.ok(ids.includes(decodeURIComponent(href)), href)
  }
})

t.test('a hostile value is text, whatever field it stands in', async (t) => {
  const everywhere: KillMatrix = {
    role: 'parser',
    cases: [item('a/b', hostile, hostile), { id: hostile, title: hostile, clause: 'line.lf' }],
    mutants: [
      { mutant: hostile, clause: hostile, summary: hostile, red: [hostile, 'parser/a/b'] },
      { mutant: 'constructor', clause: '__proto__', summary: hostile, red: [] },
    ],
  }
  for (const text of [killMatrixHtml([everywhere]), gaps]) {
    t.notMatch(text, /<script>alert/)
    t.equal(found(/<script>/g, text).length, 1)
    t.notMatch(text, /[\0-\x08\x0b-\x1f\x7f-\x9f\ufeff\u200b\u2028-\u202e\uffff]/u)
    t.equal(Buffer.from(text).toString(), text, 'is well-formed UTF-8')
    t.same(misnested(text), [])
  }
})

/** Tags that do not close in the order in which they open; a tag holds nothing but quoted attributes. */
const misnested = (text: string) => {
  const open: string[] = []
  const wrong: string[] = []
  for (const [tag, close, name = '', , empty] of bare(text).matchAll(
    /<(\/?)([a-z]+\d?)( [A-Za-z-]+(?:="[^"<>]*")?)*(\/?)>|<(?!!doctype)/g,
  )) {
    if (name === '' || (close && open.pop() !== name)) wrong.push(tag)
    if (!close && !empty && name !== 'meta') open.push(name)
  }
  return [...wrong, ...open]
}

t.test('loads nothing and runs nothing but its own script', async (t) => {
  t.same(found(/<(?:link|img|image|iframe|object|embed|base|source|foreignObject)\b/g, bare(page)), [])
  t.same(found(/<[^>]* (?:src|srcset|action|on[a-z]+)=/g, bare(page)), [])
  t.notMatch(page, /@import|url\(/)
  t.equal(scriptHash, `sha256-${createHash('sha256').update(script).digest('base64')}`)
  t.ok(page.includes(`script-src '${scriptHash}'`))
})

t.test('hostile texts fit the schema, and come back from JSON', async (t) => {
  t.same(misfits('kill-matrix', JSON.parse(JSON.stringify(broken))), [])
  t.same(JSON.parse(JSON.stringify(broken)), broken)
})

t.test('a matrix of many cases is drawn denser and stays below 1.5 MB', async (t) => {
  const cases = Array.from({ length: 600 }, (_, index) =>
    item(`topic/slug-of-case-${index}`, index < 300 ? 'stream.chunk-independent' : 'line.lf'),
  )
  const red = cases.filter((_, index) => index % 20 === 0).map(({ id }) => id)
  const mutants = Array.from({ length: 200 }, (_, index) => ({ ...kill(`mutant-${index}`, 'line.lf'), red }))
  const { width } = plan({ role: 'parser', cases, mutants })
  t.ok(width < 1300, `${width} wide`)
  t.ok(killMatrixHtml([{ role: 'parser', cases, mutants }]).length < 1_500_000)
})
