import type { Results } from '../spec/results.ts'
import type { Reporter } from './reporter.ts'

/** The results document of one run, or an array of those of several. */
export const json: Reporter = (results) => `${JSON.stringify(results.length === 1 ? results[0] : results, undefined, 2)}\n`

/** An array of results documents, however many. */
export const jsonArray = (results: readonly Results[]): string => `${JSON.stringify(results, undefined, 2)}\n`
