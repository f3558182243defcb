import t from 'tap'
import { clauses } from './clauses.ts'
import { misfits } from './schema.ts'

t.test('the catalogue fits its schema', async (t) => {
  t.same(misfits('clause', clauses), [])
})

t.test('an unknown key is named beside the known ones', async (t) => {
  const [misfit] = misfits('config', { onli: [] })
  t.equal(misfit?.unknownKey?.key, 'onli')
  t.ok(misfit?.unknownKey?.known.includes('only'))
})

t.test('a misfit says where it is, what was found and what is allowed', async (t) => {
  const [misfit] = misfits('config', { as: 'browser' })
  t.equal(misfit?.path, '/as')
  t.match(misfit?.message, /found "browser", allowed eventsource, client, parser/)
})

t.test('of several shapes of a plain value, what is told is what they have in common', async (t) => {
  t.same(misfits('config', { server: { for: '10x' } }), [
    { path: '/server/for', message: 'found "10x", allowed: a number of seconds above zero, or text such as 500ms, 10s or 2m' },
  ])
})

t.test('a pattern is told in words', async (t) => {
  t.same(misfits('config', { server: { headers: { 'a b': 'c' } } }), [
    { path: '/server/headers', message: 'found "a b", allowed: letters, digits and !#$%&\'*+.^_`|~-, at least one' },
  ])
})

t.test('the password of a URL is never told', async (t) => {
  const [misfit] = misfits('config', { server: { url: 'ftp://me:secret@example.com/' } })
  t.match(misfit?.message, /^found "ftp:\/\/…@example\.com\/", allowed: a URL that begins/)
})

t.test('event lines may carry unknown keys, but no wrong types', async (t) => {
  t.same(misfits('event-line', { type: 'message', data: 'x', lastEventId: null, more: 1 }), [])
  t.equal(misfits('event-line', { data: 1 }).length, 1)
})

t.test('an error without blame does not fit the results', async (t) => {
  const verdict = { case: 'parser/id/a', title: '', clause: 'id.set', level: 'must', outcome: 'error', reason: 'x', ms: 0 }
  const paths = misfits('results', { verdicts: [verdict] }).filter(({ path }) => path === '/verdicts/0')
  t.match(paths[0]?.message, /blame/)
})
