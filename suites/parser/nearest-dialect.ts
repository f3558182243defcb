import { isDeepStrictEqual } from 'node:util'
import type { Dialect } from '../../spec/results.ts'
import { dialects } from './dialect.ts'
import { type Reading, withDefaultTypes } from './reading.ts'

/** The dialect that explains the most of these readings; the browsers' among equals. A reading that could not be had counts for none. */
export const nearestDialect = <Stream>(
  answers: readonly { readonly vector: Stream; readonly reading: Reading | undefined }[],
  meaningOf: (dialect: Dialect, vector: Stream) => Reading,
): Dialect => {
  const explained = dialects.map((dialect) => {
    const fits = ({ vector, reading }: (typeof answers)[number]) =>
      reading !== undefined && isDeepStrictEqual(withDefaultTypes(reading), withDefaultTypes(meaningOf(dialect, vector)))
    return { dialect, count: answers.filter(fits).length }
  })
  return explained.reduce((best, next) => (next.count > best.count ? next : best)).dialect
}
