import { fitted } from './markdown/fit.ts'
import { partsOf } from './markdown/run.ts'
import type { Reporter } from './reporter.ts'

/** GitHub takes a summary of 1 MiB for a step. */
const defaultLimit = 900_000

/** What a person reads in the summary of a CI job or in a comment: the conclusion first, details folded. */
export const markdown: Reporter = (results) => markdownWith({})(results)

/** The same in at most so many bytes; what matters least is left out first, and that is said. */
export const markdownWith =
  ({ limit = defaultLimit }: { readonly limit?: number }): Reporter =>
  (results) =>
    results.length === 0 ? '## ○ Nothing judged\n\nThere was no run.\n' : fitted(results.flatMap(partsOf), limit)
