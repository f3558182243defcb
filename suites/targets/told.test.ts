import t from 'tap'
import { sizeOf, toldOf, unfit } from './told.ts'

t.test('an event line is an event; what is absent or null is its default', async (t) => {
  t.same(toldOf({ type: 'a', data: 'b', lastEventId: '1' }), { kind: 'event', type: 'a', data: 'b', lastEventId: '1' })
  t.same(toldOf({ data: '' }), { kind: 'event', type: 'message', data: '' })
  t.same(toldOf({ type: null, data: 'b', lastEventId: null }), { kind: 'event', type: 'message', data: 'b' })
  t.same(toldOf({ data: 'b', readyState: 1, more: true }), { kind: 'event', type: 'message', data: 'b', readyState: 1 })
})

t.test('every other line says one thing', async (t) => {
  t.same(toldOf({ open: true }), { kind: 'open' })
  t.same(toldOf({ error: 'gone', readyState: 2 }), { kind: 'error', reason: 'gone', readyState: 2 })
  t.same(toldOf({ error: '' }), { kind: 'error', reason: '' })
  t.same(toldOf({ id: '' }), { kind: 'id', id: '' })
  t.same(toldOf({ retry: 0 }), { kind: 'retry', retry: 0 })
  t.same(toldOf({ comment: '' }), { kind: 'comment', comment: '' })
})

t.test('what says nothing that is known is passed over', async (t) => {
  for (const line of [{}, { open: false }, { retry: '10' }, { hello: 1 }]) t.equal(toldOf(line), undefined)
})

t.test('an event line whose text is none is unfit; a number is text enough', async (t) => {
  t.match(unfit({ data: {} }), /as "data" what is no text: \{\}/)
  t.match(unfit({ type: ['a'] }), /as "type"/)
  for (const line of [{ data: 1, lastEventId: null }, { data: 'a', more: {} }, {}]) t.equal(unfit(line), undefined)
})

t.test('a line is as large as its texts', async (t) => {
  t.equal(sizeOf({ kind: 'event', type: 'ab', data: 'cde', lastEventId: 'f' }) - sizeOf({ kind: 'open' }), 6)
})
