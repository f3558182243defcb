import type { Role } from './clause.ts'

/** Which faulty implementation which case catches: what shows that the cases of a role bite. */
export type KillMatrix = {
  readonly role: Role
  /** In the order of the suites. */
  readonly cases: readonly { readonly id: string; readonly title: string; readonly clause: string }[]
  readonly mutants: readonly Kill[]
}

/** What one mutant did to the cases. */
export type Kill = {
  readonly mutant: string
  /** The clause it breaks. */
  readonly clause: string
  /** What it does wrong. */
  readonly summary: string
  /** The ids of the cases that are red on it, in the order of the suites. */
  readonly red: readonly string[]
}

/** Mutants that no case of the clause they break catches. */
export const survivors = ({ cases, mutants }: KillMatrix): readonly string[] =>
  mutants.filter(({ clause, red }) => !cases.some((item) => item.clause === clause && red.includes(item.id))).map(({ mutant }) => mutant)

/** Cases that are red on no mutant of their clause that leaves half of all cases green; `total`: how many there are where the matrix is a part. */
export const toothless = ({ cases, mutants }: KillMatrix, total = cases.length): readonly string[] => {
  const telling = mutants.filter(({ red }) => red.length <= total / 2)
  return cases.filter((item) => !telling.some(({ clause, red }) => clause === item.clause && red.includes(item.id))).map(({ id }) => id)
}

/** Clauses that have a case but no mutant: nothing shows that the case can fail. */
export const unbroken = ({ cases, mutants }: KillMatrix): readonly string[] => {
  const broken = new Set(mutants.map(({ clause }) => clause))
  return [...new Set(cases.map(({ clause }) => clause))].filter((clause) => !broken.has(clause))
}

/** Everything that a matrix shows to be missing. */
export const faultsOf = (matrix: KillMatrix, total = matrix.cases.length) => ({
  survivors: survivors(matrix),
  toothless: toothless(matrix, total),
  unbroken: unbroken(matrix),
})

export const noFaults: ReturnType<typeof faultsOf> = { survivors: [], toothless: [], unbroken: [] }
