import type { Results } from '../../spec/results.ts'
import type { Renames } from '../../suites/renames.ts'
import { matcher } from '../../suites/select.ts'
import { checkShape, loadDocument } from './document.ts'
import { UsageError } from './usage-error.ts'

/** What an earlier run leaves to do again: the cases, and what made it that run. */
export type Rerun = { readonly ids: readonly string[]; readonly seed: string | undefined; readonly claim: Results['claim'] }

/** The cases of these roles that failed or were in error, or were to be observed and were not; throws a UsageError where there is none. */
export const loadRerun = async (file: string, roles: readonly string[]): Promise<Rerun> => {
  const advice = 'give the results.json of an earlier run with --rerun-failed'
  const value = await loadDocument(file, { what: 'the results', advice })
  const documents = (Array.isArray(value) ? value : [value]) as readonly Results[]
  for (const document of documents) await checkShape(file, 'results', document)
  const own = documents.filter(({ target }) => roles.includes(target.role))
  const failed = own.flatMap(({ verdicts }) =>
    verdicts.filter(({ outcome, required }) => outcome === 'fail' || outcome === 'error' || required),
  )
  if (failed.length === 0)
    throw new UsageError(
      `nothing to run again: ${file} tells of no ${roles.join(' or ')} case that failed; leave out --rerun-failed to judge all`,
      4,
    )
  return { ids: failed.map((verdict) => verdict.case), seed: own[0]?.seed, claim: own.find(({ claim }) => claim)?.claim }
}

/** The ids among these that are to be run again, whatever they were called then. */
export const amongFailed = (ids: readonly string[], { ids: failed }: Rerun, renames?: Renames): readonly string[] =>
  ids.filter(matcher(failed, renames))
