import type { Catalogue } from './clause.ts'
import type { Decoded } from './event.ts'
import type { Vector } from './vector.ts'

/** The decode vectors as other languages vendor them. Every vector carries every key, so that typed readers need no exceptions. */
export type Corpus = {
  readonly $schema: 'schemas/corpus.json'
  /** Grows when a reader could misread. */
  readonly version: 1
  /** The version of the kit that wrote it. */
  readonly kit: string
  /** The clauses of the vectors; how binding a vector is says the level of its clause. */
  readonly clauses: Catalogue
  readonly vectors: readonly CorpusVector[]
}

/** A vector whose bytes no line-ending conversion and no editor can hurt. */
export type CorpusVector = {
  readonly id: string
  readonly title: string
  readonly clause: string
  /** Where a wrong reading would show; `id` and `retry` are those at the end of the stream. */
  readonly shownBy: 'data' | NonNullable<Vector['shownBy']>
  /** Its meaning depends on the dispatch steps, which bind web browsers only (HTML 9.2.6, end). */
  readonly dispatch: boolean
  /** The bytes in base64. */
  readonly stream: string
  /** The same for the eye; where the bytes are no UTF-8, those beyond ASCII as `\xNN`. */
  readonly text: string
  readonly decoded: Decoded
}
