import t from 'tap'
import { areOfStream, codedFields, codingFor } from './codings.ts'

const chosen = (accepted: string | null, ...offered: readonly string[]) =>
  codingFor({ method: 'GET', target: '/', field: () => accepted }, offered)

t.test('the coding that is wanted most is chosen', async (t) => {
  t.equal(chosen('gzip;q=0.5, br;q=0.8', 'gzip', 'br'), 'br')
  t.equal(chosen('GZIP ; Q=0.5', 'gzip'), 'gzip')
})

t.test('of equals the favourite is chosen', async (t) => {
  t.equal(chosen('gzip, deflate, br', 'br', 'gzip'), 'br')
  t.equal(chosen('*', 'br', 'gzip'), 'br')
})

t.test('what is not accepted is not chosen', async (t) => {
  for (const accepted of [null, '', 'deflate', 'gzip;q=0', 'gzip;q=0, *;q=0.5', 'gzip;q=x'])
    t.equal(chosen(accepted, 'gzip'), null, `${accepted}`)
})

t.test('a star stands for what is not named', async (t) => {
  t.equal(chosen('gzip;q=0, *;q=0.5', 'gzip', 'br'), 'br')
})

t.test('no coding is chosen where identity is wanted more', async (t) => {
  t.equal(chosen('identity, gzip;q=0.5', 'gzip'), null)
  t.equal(chosen('identity;q=0.5, gzip;q=0.5', 'gzip'), 'gzip')
})

t.test('Vary names Accept-Encoding beside the rest, whatever is chosen', async (t) => {
  t.same(codedFields([['Vary', 'Origin']], 'br'), [
    ['Vary', 'Origin, Accept-Encoding'],
    ['Content-Encoding', 'br'],
  ])
  t.same(codedFields([['A', 'b']], null), [
    ['A', 'b'],
    ['Vary', 'Accept-Encoding'],
  ])
})

t.test('only the fields of a stream are coded', async (t) => {
  t.ok(areOfStream([['content-type', 'text/event-stream;charset=utf-8']]))
  t.notOk(areOfStream([['Content-Type', 'text/plain']]))
  t.notOk(areOfStream([]))
})
