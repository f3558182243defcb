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

t.test('a row of the table holds a vector, each text written in one way only', async (t) => {
  const [names, row] = (corpusFiles(corpusOf([vector], [], '1.0.0'), {})['vectors.tsv'] ?? '').split('\n').map((line) => line.split('\t'))
  const stream = Buffer.from(bytesOf(vector)).toString('base64')
  const meaning = ['["message"]', '["\\u0022\\u00e9\\u000a\\u2028"]', '[""]', '"1"', '5']
  t.same(row, ['a', 'id.null', 'must', 'id', 'false', stream, ...meaning])
  t.equal(names?.length, row?.length)
})

t.test('what stands between the marks stays when a file is written again', async (t) => {
  const file = (mine: string, rest: string) => `# [yours: here\n${mine}\n# yours]\n${rest}\n`
  t.equal(keepYours(file('example', 'new'), file("parse = '$&'", 'old')), file("parse = '$&'", 'new'))
  t.equal(keepYours(file('example', 'new'), ''), file('example', 'new'))
})
