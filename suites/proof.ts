import { decoderMutants } from '../reference/mutants/decoder.ts'
import type { Mutant } from '../reference/mutants/mutant.ts'
import type { KillMatrix } from '../spec/kill-matrix.ts'
import type { Claim } from '../spec/results.ts'
import { run } from './run.ts'
import { suites } from './suites.ts'

export type ProofOptions = {
  /**
   * `telling`: whole replays, and structural cuts and large streams for the mutants that are wrong about those; seconds.
   * `all`: every mutant in every cut of the kit; a minute.
   */
  readonly cuts: 'telling' | 'all'
}

/** Runs every mutant of the decoder through the cases for parsers: as a browser, and where it breaks only a dialect, as a parser. */
export const killMatrix = async ({ cuts }: ProofOptions): Promise<KillMatrix> => {
  const mutants = []
  for (const mutant of decoderMutants) {
    const { id, clause, summary } = mutant
    mutants.push({ mutant: id, clause, summary, red: await redOn(mutant, cuts) })
  }
  return { role: 'parser', cases: suites.parser.map(({ id, title, clause }) => ({ id, title, clause })), mutants }
}

/** Cases that take long and are about pieces and size only. */
const slow = [
  'parser/chunking',
  'parser/stream/carries-a-megabyte',
  'parser/stream/carries-ten-megabytes',
  'parser/stream/carries-many-lines',
]

const redOn = async (mutant: Mutant, cuts: ProofOptions['cuts']): Promise<readonly string[]> => {
  const claim: Claim = mutant.clause === 'dispatch.dialect' ? 'parser' : 'eventsource'
  const skip = cuts === 'all' || mutant.clause.startsWith('stream.') ? [] : slow
  const { verdicts } = await run({ role: 'parser', kind: 'reference', mutant: mutant.id }, { claim, cuts, skip, seed: 'proof' })
  return verdicts.filter((verdict) => verdict.outcome === 'fail').map((verdict) => verdict.case)
}
