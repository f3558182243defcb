import type { Verdict } from '../spec/verdict.ts'
import type { Case, CaseSummary } from './case.ts'
import type { Gate } from './gate.ts'
import { judge, type Limits } from './judge.ts'
import { inShares } from './parallel.ts'
import type { Session } from './session.ts'

export type InOrderOptions = Limits & {
  /** How many cases are judged at a time, where they do not want the target for themselves. */
  readonly jobs: number
  readonly gate: Gate
  /** Told each verdict as soon as those before it are told. */
  readonly onVerdict?: ((verdict: Verdict) => void) | undefined
}

/** Judges cases, some at a time and then those in turn; the verdicts are in the order of the cases. */
export const judgeInOrder = async <World>(
  cases: readonly Case<World>[],
  session: Session<World>,
  { jobs, gate, onVerdict, ...limits }: InOrderOptions,
): Promise<readonly Verdict[]> => {
  const verdicts: (Verdict | undefined)[] = []
  let told = 0
  const judgeOne = async (item: Case<World>, patience: number): Promise<void> => {
    const verdict = await judge(item, session, { ...limits, timeout: limits.timeout + patience })
    verdicts[cases.indexOf(item)] = gate.ofVerdict(verdict)
    for (let next = verdicts[told]; next; next = verdicts[told]) {
      onVerdict?.(next)
      told += 1
    }
  }
  const inTurn = cases.filter((item) => session.inTurn?.has(item))
  const others = cases.filter((item) => !inTurn.includes(item))
  await inShares(
    jobs,
    others.toSorted(longestFirst),
    (item) => session.isBusy?.(item),
    (item) => judgeOne(item, session.patience ?? 0),
  )
  if (inTurn.length > 0) await session.inTurn?.prepare(limits.signal)
  for (const item of inTurn) await judgeOne(item, session.inTurn?.patience ?? 0)
  return verdicts.flatMap((verdict) => verdict ?? [])
}

const longestFirst = ({ lasts: one = 0 }: CaseSummary, { lasts: other = 0 }: CaseSummary): number => other - one
