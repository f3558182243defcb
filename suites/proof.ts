import { decoderMutants } from '../reference/mutants/decoder.ts'
import type { Mutant } from '../reference/mutants/mutant.ts'
import type { Claim } from '../spec/results.ts'
import type { CaseSummary } from './case.ts'
import { run } from './run.ts'
import { suites } from './suites.ts'

/** What one mutant did to the cases. */
export type Kill = {
  readonly mutant: Mutant
  /** The ids of the cases that are red on it. */
  readonly red: ReadonlySet<string>
}

export type ProofOptions = {
  /**
   * `telling`: whole replays, and structural cuts and large streams for the mutants that are wrong about those; seconds.
   * `all`: every mutant in every cut of the kit; a minute.
   */
  readonly cuts: 'telling' | 'all'
}

/** Runs every mutant through the cases of its role: as a browser, and where it breaks only a dialect, as a parser. */
export const killMatrix = async ({ cuts }: ProofOptions): Promise<readonly Kill[]> => {
  const kills: Kill[] = []
  for (const mutant of decoderMutants) kills.push({ mutant, red: await redOn(mutant, cuts) })
  return kills
}

/** Cases that take long and are about pieces and size only. */
const slow = ['parser/chunking', 'parser/stream/carries-a-megabyte', 'parser/stream/carries-many-lines']

const redOn = async (mutant: Mutant, cuts: ProofOptions['cuts']): Promise<ReadonlySet<string>> => {
  const claim: Claim = mutant.clause === 'dispatch.dialect' ? 'parser' : 'eventsource'
  const skip = cuts === 'all' || mutant.clause.startsWith('stream.') ? [] : slow
  const { verdicts } = await run({ role: 'parser', kind: 'reference', mutant: mutant.id }, { claim, cuts, skip, seed: 'proof' })
  return new Set(verdicts.filter((verdict) => verdict.outcome === 'fail').map((verdict) => verdict.case))
}

/** Mutants that no case of the clause they break catches. */
export const survivors = (kills: readonly Kill[], cases: readonly CaseSummary[] = suites.parser): readonly string[] =>
  kills.filter(({ mutant, red }) => !cases.some((item) => item.clause === mutant.clause && red.has(item.id))).map(({ mutant }) => mutant.id)

/** Cases that are red on no mutant of their clause that leaves half of all cases green. */
export const toothless = (kills: readonly Kill[], cases: readonly CaseSummary[] = suites.parser): readonly string[] => {
  const bites = (item: CaseSummary) =>
    kills.some(({ mutant, red }) => mutant.clause === item.clause && red.has(item.id) && red.size <= cases.length / 2)
  return cases.filter((item) => !bites(item)).map(({ id }) => id)
}
