import t from 'tap'
import { expectationOf, readingOf, withDefaultTypes } from './reading.ts'

const answer = (...lines: Record<string, unknown>[]) => ({ lines: lines.map((line) => ({ line, after: 1 })), ms: 0 })
const all = { type: true, lastEventId: true, retry: true, defaultRetry: null, id: 'without-event' } as const
const none = { type: false, lastEventId: false, retry: false, defaultRetry: null, id: false } as const

t.test('an absent or null key means its default', async (t) => {
  t.same(readingOf(answer({ data: 'a', type: null }), all).events, [{ type: 'message', data: 'a', lastEventId: '' }])
})

t.test('an empty type is not the default type', async (t) => {
  t.same(readingOf(answer({ data: 'a', type: '' }), all).events, [{ type: '', data: 'a', lastEventId: '' }])
})

t.test('keys that are not exposed are not there', async (t) => {
  t.same(readingOf(answer({ data: 'a', type: 'x' }, { retry: 1 }, { id: '1' }), none), { events: [{ data: 'a' }] })
  t.same(expectationOf({ events: [{ type: 'x', data: 'a', lastEventId: '1' }], lastEventId: '1', retry: 1 }, none), {
    events: [{ data: 'a' }],
  })
})

t.test('the last retry and the last ID count, of events and of id lines', async (t) => {
  const { lastEventId, retry } = readingOf(
    answer({ retry: 1 }, { id: '1' }, { data: 'a', lastEventId: '2' }, { retry: 3 }, { open: true }),
    all,
  )
  t.same([lastEventId, retry], ['2', 3])
  t.equal(readingOf(answer({ data: 'a', lastEventId: '2' }, { id: '' }), all).lastEventId, '')
})

t.test('a value of another type stays what it is', async (t) => {
  t.same(readingOf(answer({ data: 1 }), none).events, [{ data: 1 }])
})

t.test('where every ID has a line of its own, only those lines count, whenever events come', async (t) => {
  const late = answer({ id: '1' }, { id: '' }, { data: 'a', lastEventId: '1' })
  t.equal(readingOf(late, { ...all, id: 'in-lines' }).lastEventId, '')
})

t.test('a reconnection time that the target starts with is its default', async (t) => {
  const nothing = { events: [], lastEventId: '', retry: null }
  t.equal(expectationOf(nothing, { ...all, defaultRetry: 3000 }).retry, 3000)
  t.equal(expectationOf({ ...nothing, retry: 5 }, { ...all, defaultRetry: 3000 }).retry, 5)
})

t.test('where types are not the point, an empty type is the default type', async (t) => {
  t.same(withDefaultTypes(readingOf(answer({ data: 'a', type: '' }, { data: 'b', type: 'x' }), all)).events, [
    { type: 'message', data: 'a', lastEventId: '' },
    { type: 'x', data: 'b', lastEventId: '' },
  ])
})
