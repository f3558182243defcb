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
  const stream = '\nevent: e\n\nretry: 1\n\nid: 1\n\n: c\n\nfoo\n\n'
  t.same(read(stream, { dataless: 'type-or-id' }), ['e||', 'message||1'])
  t.same(read(stream, { dataless: 'any-field' }), ['e||', 'message||', 'message||1'])
  t.same(read(stream, { dataless: 'type-or-last-id' }), ['e||', 'message||', 'message||1', 'message||1', 'message||1'])
  t.equal(read(stream, { dataless: 'every-blank-line' }).length, 6)
})

t.test('events with empty data are dropped, those with an LF are not', async (t) => {
  t.same(read('data\n\ndata\ndata\n\n', { emptyData: 'dropped' }), ['message|\n|'])
})

t.test('the telling vectors tell every two dialects apart', async (t) => {
  const signatures = dialects.map((dialect) => JSON.stringify(tellingVectors(vectors).map((vector) => decodeAs(dialect, bytesOf(vector)))))
  t.equal(new Set(signatures).size, dialects.length)
})
