import { readdirSync, readFileSync } from 'node:fs'
import t from 'tap'
import { misfits } from '../spec/schema.ts'
import { bytesOf, type Vector } from '../spec/vector.ts'
import { vectors } from '../spec/vectors.ts'
import { corpusFiles, corpusOf, keepYours } from './corpus.ts'

const vector: Vector = {
  id: 'a',
  title: 'title',
  clause: 'id.null',
  stream: ['\ufeffdata: "é\n', { base64: '/w==' }],
  decoded: { events: [{ type: 'message', data: '"é\n\u2028', lastEventId: '' }], lastEventId: '1', retry: 5 },
  shownBy: 'id',
}

t.test('a corpus fits its schema', async (t) => {
  t.same(misfits('corpus', corpusOf(vectors, [], '1.0.0')), [])
  t.equal(misfits('corpus', corpusOf([], [], '1.0.0')).length, 1)
})

t.test('base64 holds the bytes of each vector', async (t) => {
  const corpus = corpusOf(vectors, [], '1.0.0')
  t.same(
    corpus.vectors.map(({ stream }) => Buffer.from(stream, 'base64').toString('hex')),
    vectors.map((one) => Buffer.from(bytesOf(one)).toString('hex')),
  )
})

t.test('vectors about dispatch are marked, and clauses given once', async (t) => {
  const other = { ...vector, id: 'b' }
  const corpus = corpusOf([vector, other], [other], '1.0.0')
  t.same(
    corpus.vectors.map(({ dispatch, shownBy }) => [dispatch, shownBy]),
    [
      [false, 'id'],
      [true, 'id'],
    ],
  )
  t.same(Object.keys(corpus.clauses), ['id.null'])
})

t.test('bytes that are no UTF-8 are shown one by one', async (t) => {
  t.equal(corpusOf([vector], [], '1.0.0').vectors[0]?.text, '\\xef\\xbb\\xbfdata: "\\xc3\\xa9\n\\xff')
})

t.test('what is written is ASCII, and read again means the same', async (t) => {
  const corpus = corpusOf([vector], [], '1.0.0')
  const files = corpusFiles(corpus, { 'README.md': '{vectors} vectors, {dispatch} about dispatch, of {kit}' })
  t.same(
    Object.entries(files).filter(([, content]) => /[^\n\t -~]/.test(content)),
    [],
  )
  t.same(JSON.parse(files['vectors.json'] ?? ''), corpus)
  t.equal(files['README.md'], '1 vectors, 0 about dispatch, of 1.0.0')
})

const tableOf = (vectors: readonly Vector[]) =>
  (corpusFiles(corpusOf(vectors, [], '1.0.0'), {})['vectors.tsv'] ?? '')
    .trimEnd()
    .split('\n')
    .map((row) => row.split('\t'))

t.test('a row of the table asks what a stream means by one key', async (t) => {
  const about = ['a', 'title', 'id.null', 'must', '-', '%EF%BB%BFdata%3A+%22%C3%A9%0A%FF']
  t.same(tableOf([vector]), [
    ['vector', 'title', 'clause', 'level', 'dispatch', 'stream', 'key', 'expected'],
    [...about, 'type', 'type=message'],
    [...about, 'data', 'data=%22%C3%A9%0A%E2%80%A8'],
    [...about, 'lastEventId', 'lastEventId='],
    [...about, 'id', 'id=1'],
    [...about, 'retry', 'retry=5'],
  ])
})

t.test('in the table no event, one empty text and two are told apart', async (t) => {
  const event = { type: 'message', data: '', lastEventId: '' }
  const withEvents = (count: number) => ({ ...vector, decoded: { ...vector.decoded, events: Array(count).fill(event), retry: null } })
  const cells = (count: number) => tableOf([withEvents(count)]).map((row) => row.at(-1))
  t.same(
    [0, 1, 2].map((count) => cells(count)[2]),
    ['', 'data=', 'data=&data='],
  )
  t.equal(cells(0).at(-1), 'retry=')
})

t.test('a vector about dispatch is marked in each of its rows', async (t) => {
  const table = corpusFiles(corpusOf([vector], [vector], '1.0.0'), {})['vectors.tsv'] ?? ''
  t.equal(table.match(/\tdispatch\t%EF/g)?.length, 5)
})

t.test('no title has a character that would hurt the table', async (t) => {
  t.same(
    vectors.filter(({ title }) => /[^ -~]/.test(title)).map(({ id }) => id),
    [],
  )
})

t.test('no meaning holds a character that languages form-encode in different ways', async (t) => {
  t.same(
    vectors.filter(({ decoded }) => /[!'()*~]/.test(JSON.stringify(decoded))).map(({ id }) => id),
    [],
  )
})

t.test('a runner has at most 40 lines, none beyond 130 characters', async (t) => {
  const folder = new URL('../../reports/corpus/', import.meta.url)
  const runners = readdirSync(folder).filter((name) => /^runner/i.test(name))
  t.equal(runners.length, 3)
  for (const name of runners) {
    const lines = readFileSync(new URL(name, folder), 'utf8').replace(/\n$/, '').split('\n')
    t.ok(lines.length <= 40, `${name} has ${lines.length} lines`)
    t.same(
      lines.filter((line) => line.length > 130),
      [],
      `${name} has no long line`,
    )
  }
})

t.test('what stands between the marks stays when a file is written again', async (t) => {
  const file = (mine: string, rest: string) => `# [yours: here\n${mine}\n# yours]\n${rest}\n`
  t.equal(keepYours(file('example', 'new'), file("parse = '$&'", 'old')), file("parse = '$&'", 'new'))
  t.equal(keepYours(file('example', 'new'), ''), file('example', 'new'))
})
