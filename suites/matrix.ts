import type { Kill, KillMatrix } from '../spec/kill-matrix.ts'
import type { CaseSummary } from './case.ts'
import { inParallel } from './parallel.ts'
import { run } from './run.ts'
import type { RunOptions } from './run-options.ts'
import type { Target } from './targets/target.ts'

export type ProofOptions = {
  /**
   * `telling`: whole replays, and structural cuts and large streams for the mutants that are wrong about those; seconds.
   * `all`: every mutant in every cut of the kit; a minute.
   */
  readonly cuts: 'telling' | 'all'
}

type Mutant = { readonly id: string; readonly clause: string; readonly summary: string }

/** How many are shown at a time: most are waited for most of the time. */
const atATime = 4

/** Which mutants are caught by which cases: the light ones some at a time, then the others one by one. */
export const matrixOf = async <Wrong extends Mutant>(
  role: KillMatrix['role'],
  cases: readonly CaseSummary[],
  mutants: readonly Wrong[],
  redCases: (mutant: Wrong) => Promise<readonly string[]>,
  isLight: (mutant: Wrong) => boolean = () => false,
  most = atATime,
): Promise<KillMatrix> => {
  const killOf = async (mutant: Wrong): Promise<Kill> => ({
    mutant: mutant.id,
    clause: mutant.clause,
    summary: mutant.summary,
    red: await redCases(mutant),
  })
  const together = await inParallel(most, mutants.filter(isLight), killOf)
  const alone = await inParallel(
    1,
    mutants.filter((mutant) => !isLight(mutant)),
    killOf,
  )
  const kills = [...together, ...alone]
  return { role, cases: cases.map(({ id, title, clause }) => ({ id, title, clause })), mutants: kills }
}

/** The cases that are red; throws where the mutant cannot be judged at all. */
export const redOn = async (target: Target, options: RunOptions): Promise<readonly string[]> => {
  const { verdicts, setup } = await run(target, { ...options, seed: 'proof' })
  if (setup) throw new Error(`a mutant cannot be judged: ${JSON.stringify(target)}: ${setup.reason}`)
  return verdicts.filter((verdict) => verdict.outcome === 'fail').map((verdict) => verdict.case)
}
