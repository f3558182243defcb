import t from 'tap'
import type { Clause } from './clause.ts'
import { decoding } from './clauses/decoding.ts'
import { eventsource } from './clauses/eventsource.ts'
import { grammar } from './clauses/grammar.ts'
import { http } from './clauses/http.ts'
import { intermediaries } from './clauses/intermediaries.ts'
import { practice } from './clauses/practice.ts'
import { clause, clauses } from './clauses.ts'

const all: readonly (readonly [string, Clause])[] = Object.entries(clauses)
const idsOf = (broken: (one: Clause, id: string) => boolean) => all.filter(([id, one]) => broken(one, id)).map(([id]) => id)
const none: string[] = []

t.test('no id stands in two parts', async (t) => {
  const ids = [decoding, grammar, eventsource, http, practice, intermediaries].flatMap((part) => Object.keys(part))
  t.equal(ids.length, all.length)
  t.same(
    ids.filter((id, at) => ids.indexOf(id) !== at),
    none,
  )
})

t.test('ids are lower-case segments joined by dots', async (t) => {
  t.same(
    idsOf((_, id) => !/^[a-z0-9]+(\.[a-z0-9-]+)+$/.test(id)),
    none,
  )
})

t.test('every url is https', async (t) => {
  t.same(
    idsOf(({ url }) => !URL.canParse(url) || new URL(url).protocol !== 'https:'),
    none,
  )
})

t.test('every clause has a source and a section', async (t) => {
  t.same(
    idsOf(({ source, section }) => source === '' || section === ''),
    none,
  )
})

t.test('every clause binds a role, each once', async (t) => {
  t.same(
    idsOf(({ roles }) => roles.length === 0 || new Set(roles).size !== roles.length),
    none,
  )
})

t.test('practice is never a must', async (t) => {
  t.same(
    idsOf(({ source, level }) => source === 'practice' && level === 'must'),
    none,
  )
})

t.test('security is a must or comes from CWE', async (t) => {
  t.same(
    idsOf(({ security, level, source }) => security === true && level !== 'must' && !source.startsWith('CWE-')),
    none,
  )
})

t.test('what comes from CWE is security', async (t) => {
  t.same(
    idsOf(({ security, source }) => source.startsWith('CWE-') && security !== true),
    none,
  )
})

t.test('summaries are unique', async (t) => {
  const summaries = all.map(([, { summary }]) => summary)
  t.same(
    summaries.filter((summary, at) => summaries.indexOf(summary) !== at),
    none,
  )
})

t.test('summaries are sentences of at most 240 characters', async (t) => {
  t.same(
    idsOf(({ summary }) => !summary.endsWith('.') || summary.length > 240),
    none,
  )
})

t.test('summaries say what holds', async (t) => {
  t.same(
    idsOf(({ summary }) => /\b(should|correctly|properly)\b/i.test(summary)),
    none,
  )
})

t.test('a clause without a test says why', async (t) => {
  t.same(
    idsOf(({ status }) => typeof status === 'object' && status.untestable.trim() === ''),
    none,
  )
})

t.test('a clause is found by its id', async (t) => {
  t.equal(clause('id.null'), clauses['id.null'])
})
