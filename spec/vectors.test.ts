import t from 'tap'
import type { Clause } from './clause.ts'
import { decoding } from './clauses/decoding.ts'
import { clauses } from './clauses.ts'
import { misfits } from './schema.ts'
import { bytesOf } from './vector.ts'
import { vectors } from './vectors.ts'

const catalogue: Readonly<Record<string, Clause>> = clauses
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const repeated = (values: readonly string[]) => values.filter((value, index) => values.indexOf(value) !== index)

t.test('vectors fit their schema', async (t) => {
  t.same(
    vectors.flatMap((vector) => misfits('vector', vector)),
    [],
  )
})

t.test('ids, titles and streams are unique', async (t) => {
  t.same(repeated(vectors.map(({ id }) => id)), [])
  t.same(repeated(vectors.map(({ title }) => title)), [])
  t.same(repeated(vectors.map((vector) => hex(bytesOf(vector)))), [])
})

t.test('every clause exists and binds readers', async (t) => {
  t.same(
    vectors.filter(({ clause }) => !catalogue[clause]?.roles.includes('parser')).map(({ id }) => id),
    [],
  )
})

t.test('every decoding clause about bytes has two vectors or more', async (t) => {
  const aboutMore = [
    'stream.chunk-independent',
    'stream.fresh-state',
    'stream.prompt',
    'stream.long-lines',
    'line.cr-at-once',
    'dispatch.dialect',
  ]
  const few = Object.keys(decoding).filter((id) => vectors.filter(({ clause }) => clause === id).length < 2)
  t.same(few.toSorted(), aboutMore.toSorted())
})

t.test('titles say in the present tense what holds', async (t) => {
  const poor = vectors.filter(({ title }) => /\b(should|must|correctly|properly)\b|\.$/.test(title))
  t.same(poor, [])
})

t.test('the pieces of a stream are joined as bytes', async (t) => {
  t.equal(hex(bytesOf({ stream: ['é', { base64: '4oI=' }, '\n'] })), 'c3a9e2820a')
})
