import { isDeepStrictEqual } from 'node:util'
import t from 'tap'
import { bytesOf } from '../../spec/vector.ts'
import { vectors } from '../../spec/vectors.ts'
import { browserDialect, decodeAs, dialects, tellingVectors } from './dialect.ts'

const utf8 = new TextEncoder()
const read = (stream: string, change: Partial<typeof browserDialect>) =>
  decodeAs({ ...browserDialect, ...change }, utf8.encode(stream)).events.map(
    ({ type, data, lastEventId }) => `${type}|${data}|${lastEventId}`,
  )

t.test('the dialect of browsers is the standard', async (t) => {
  t.same(dialects[0], browserDialect)
  for (const vector of vectors) t.same(decodeAs(browserDialect, bytesOf(vector)), vector.decoded, vector.id)
})

t.test('the ID of a block goes no further than the block', async (t) => {
  t.same(read('id: 1\ndata: a\n\ndata: b\n\n', { id: 'block' }), ['message|a|1', 'message|b|'])
})

t.test('blocks without data are dispatched by their own rule', async (t) => {
  const stream = '\nevent: e\n\nretry: 1\n\nevent:\n\nid: 1\n\nid\n\n: c\n\n'
  t.same(read(stream, { dataless: [] }), [])
  t.same(read(stream, { dataless: ['type'] }), ['e||'])
  t.same(read(stream, { dataless: ['event-field'] }), ['e||', 'message||'])
  t.same(read(stream, { dataless: ['id'] }), ['message||1'])
  t.same(read(stream, { dataless: ['id-field'] }), ['message||1', 'message||'])
  t.same(read(stream, { dataless: ['retry'] }), ['message||'])
  t.same(read('retry: x\n\nid: 1\n\n\n', { dataless: ['retry'] }), [])
  t.same(read('retry: x\n\nid: 1\n\n\n', { dataless: ['retry-field'] }), ['message||'])
  t.same(read('retry: x\n\nid: 1\n\n\n', { dataless: ['last-id'] }), ['message||1', 'message||1'])
  t.equal(read(stream, { dataless: ['blank-line'] }).length, 7)
})

t.test('events with empty data are dropped, those with an LF are not', async (t) => {
  t.same(read('data\n\ndata\ndata\n\n', { emptyData: 'dropped' }), ['message|\n|'])
})

t.test('a vector that is not telling means the same in every dialect', async (t) => {
  const telling = new Set(tellingVectors(vectors))
  t.ok(telling.size > 20 && telling.size < vectors.length)
  const others = vectors.filter((one) => !telling.has(one))
  const differing = others.filter((vector) =>
    dialects.some((dialect) => !isDeepStrictEqual(decodeAs(dialect, bytesOf(vector)), vector.decoded)),
  )
  t.same(
    differing.map(({ id }) => id),
    [],
  )
})

t.test('each single difference from browsers can be told from all others', async (t) => {
  const single = dialects.filter(
    ({ id, dataless, emptyData }) => Number(id === 'block') + dataless.length + Number(emptyData === 'dropped') <= 1,
  )
  const signatures = single.map((dialect) => JSON.stringify(tellingVectors(vectors).map((vector) => decodeAs(dialect, bytesOf(vector)))))
  t.equal(new Set(signatures).size, single.length)
})
