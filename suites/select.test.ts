import t from 'tap'
import { matcher, select } from './select.ts'

const items = ['parser/bom/one', 'parser/bom/two', 'parser/line/cr', 'server/http/head'].map((id) => ({ id }))
const chosen = (selection: Parameters<typeof select>[1]) => select(items, selection).map(({ id }) => id)

t.test('a bare prefix is its whole subtree, and only whole segments', async (t) => {
  t.same(chosen({ only: ['parser/bom'] }), ['parser/bom/one', 'parser/bom/two'])
  t.same(chosen({ only: ['parser/bom/'] }), ['parser/bom/one', 'parser/bom/two'])
  t.same(chosen({ only: ['parser/bo'] }), [])
})

t.test('a star stays within a segment, two go across', async (t) => {
  t.notOk(matcher(['*'])('parser/line/cr') === false)
  t.same(chosen({ only: ['parser/*/cr'] }), ['parser/line/cr'])
  t.same(chosen({ only: ['**/head'] }), ['server/http/head'])
  t.same(chosen({ only: ['parser/*/o*'] }), ['parser/bom/one'])
})

t.test('what is skipped is left out of what is chosen', async (t) => {
  t.same(chosen({ only: ['parser'], skip: ['**/two'] }), ['parser/bom/one', 'parser/line/cr'])
})

t.test('shards are disjoint and together everything', async (t) => {
  const parts = [1, 2, 3].map((index) => chosen({ shard: { index, count: 3 } }))
  t.same(parts.flat().toSorted(), items.map(({ id }) => id).toSorted())
})
