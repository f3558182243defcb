import type { Clause } from '../spec/clause.ts'
import { findClause } from '../spec/clauses.ts'
import type { Corpus, CorpusVector } from '../spec/corpus.ts'
import type { Decoded } from '../spec/event.ts'
import { schemas } from '../spec/schemas.ts'
import { bytesOf, pieceOf, type Vector } from '../spec/vector.ts'

/** The content of files by name; `/` parts folders. */
export type Files = Readonly<Record<string, string>>

/** The vectors as other languages vendor them, those of `telling` marked as about dispatch; `kit` is the version that writes them. */
export const corpusOf = (vectors: readonly Vector[], telling: readonly Vector[], kit: string): Corpus => ({
  $schema: 'schemas/corpus.json',
  version: 1,
  kit,
  clauses: Object.fromEntries(vectors.map(({ clause }) => [clause, findClause(clause) as Clause])),
  vectors: vectors.map((vector) => corpusVector(vector, telling.includes(vector))),
})

const corpusVector = (vector: Vector, dispatch: boolean): CorpusVector => {
  const { id, title, clause, shownBy = 'data', decoded } = vector
  const bytes = bytesOf(vector)
  return { id, title, clause, shownBy, dispatch, stream: btoa(latin1(bytes)), text: textOf(bytes), decoded }
}

const latin1 = (bytes: Uint8Array) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')

const textOf = (bytes: Uint8Array): string => {
  const piece = pieceOf(bytes)
  return typeof piece === 'string' ? piece : latin1(bytes).replace(/[^\0-\x7f]/g, (char) => `\\x${char.charCodeAt(0).toString(16)}`)
}

/** What is written of a corpus, in ASCII alone, with its schemas, a table for languages that read no JSON, and the files enclosed. */
export const corpusFiles = (corpus: Corpus, enclosed: Files): Files => ({
  '.gitattributes': '* -text\n',
  'vectors.json': json(corpus),
  'vectors.tsv': tableOf(corpus),
  ...Object.fromEntries((['clause', 'corpus', 'vector'] as const).map((name) => [`schemas/${name}.json`, json(schemas[name])])),
  ...Object.fromEntries(Object.entries(enclosed).map(([name, text]) => [name, filled(text, corpus)])),
})

const filled = (text: string, { kit, vectors }: Corpus): string =>
  text
    .replaceAll('{kit}', kit)
    .replaceAll('{vectors}', String(vectors.length))
    .replaceAll('{dispatch}', String(vectors.filter(({ dispatch }) => dispatch).length))

const escapeUnit = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`

const json = (value: unknown) => `${JSON.stringify(value, undefined, 2).replace(/[^\n -~]/g, escapeUnit)}\n`

const columns = ['vector', 'title', 'clause', 'level', 'dispatch', 'stream', 'key', 'expected']

/** A row a question: what a stream means by one key. Streams and texts are percent-encoded, as HTML forms are. */
const tableOf = ({ clauses, vectors }: Corpus): string => {
  const rows = vectors.flatMap(({ id, title, clause, dispatch, stream, decoded }) => {
    const asked = [id, title, clause, clauses[clause]?.level, dispatch ? 'dispatch' : '-', formEncoded(atob(stream))]
    return Object.entries(textsOf(decoded)).map(([key, texts]) => [...asked, key, pairsOf(key, texts)])
  })
  return [columns, ...rows].map((row) => `${row.join('\t')}\n`).join('')
}

const textsOf = ({ events, lastEventId, retry }: Decoded): Readonly<Record<string, readonly string[]>> => ({
  type: events.map(({ type }) => type),
  data: events.map(({ data }) => data),
  lastEventId: events.map((event) => event.lastEventId),
  id: [lastEventId],
  retry: [retry === null ? '' : String(retry)],
})

const toUtf8 = new TextEncoder()

const pairsOf = (key: string, texts: readonly string[]) =>
  texts.map((text) => `${key}=${formEncoded(latin1(toUtf8.encode(text)))}`).join('&')

/** Bytes, one in each character, as application/x-www-form-urlencoded. */
const formEncoded = (bytes: string) => bytes.replace(/[^\w.-]/g, (byte) => (byte === ' ' ? '+' : percent(byte)))

const percent = (byte: string) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`

const yours = /^.*\[yours\b[\s\S]*\byours\].*$/m

/** A file as it is to be written over an earlier one: what the earlier one holds between the marks of `[yours … yours]` stays. */
export const keepYours = (file: string, earlier: string): string => {
  const kept = yours.exec(earlier)?.[0]
  return kept === undefined ? file : file.replace(yours, () => kept)
}
