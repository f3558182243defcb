import { type Kill, type KillMatrix, survivors, toothless, unbroken } from '../../spec/kill-matrix.ts'

type Case = KillMatrix['cases'][number]

/** A case and where its column is. */
export type Column = { readonly case: Case; readonly x: number; readonly width: number }

/** A mutant and where its row is. */
export type Row = { readonly kill: Kill; readonly y: number; readonly red: ReadonlySet<string> }

/** What belongs to one clause; its columns and rows cross on the diagonal. */
export type Block = {
  readonly clause: string
  /** The part of the clause's id before the dot. */
  readonly topic: string
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
}

/** A matrix and its drawing, in CSS pixels; cases and mutants stand in the same order of clauses. */
export type Plan = {
  readonly matrix: KillMatrix
  readonly blocks: readonly Block[]
  readonly columns: readonly Column[]
  readonly width: number
  readonly height: number
  readonly rowHeight: number
  /** What breaks one of the three rules. */
  readonly gaps: { readonly mutants: ReadonlySet<string>; readonly cases: ReadonlySet<string>; readonly clauses: ReadonlySet<string> }
}

export const gap = { clause: 2, topic: 7 } as const
const target = { width: 1100, height: 720 } as const
/** A clause with more cases than these is drawn three times as dense. */
const many = 100

export const plan = (matrix: KillMatrix): Plan => {
  const groups = clausesOf(matrix).map((clause) => groupOf(matrix, clause))
  const unit = clamp(target.width / sum(groups.map(({ cases }) => cases.length / density(cases))), 3, 18)
  const rowHeight = clamp(target.height / matrix.mutants.length, 4, 18)
  const blocks = blocksOf(groups, unit, rowHeight)
  const columns = blocks.flatMap((block) => block.columns)
  const rows = blocks.flatMap((block) => block.rows)
  return {
    matrix,
    blocks,
    columns,
    width: columns.reduce((_, { x, width }) => x + width, 0),
    height: rows.reduce((_, { y }) => y + rowHeight, 0),
    rowHeight,
    gaps: { mutants: new Set(survivors(matrix)), cases: new Set(toothless(matrix)), clauses: new Set(unbroken(matrix)) },
  }
}

/** Side by side and one below the other, with a gap where a clause or a topic ends. */
const blocksOf = (groups: readonly Group[], unit: number, rowHeight: number): readonly Block[] => {
  let [x, y] = [0, 0]
  return groups.map(({ clause, topic, cases, kills }, index) => {
    const space = topic === groups[index - 1]?.topic ? gap.clause : gap.topic
    if (x > 0 && cases.length > 0) x += space
    if (y > 0 && kills.length > 0) y += space
    const width = Math.max(1, Math.round(unit / density(cases)))
    const columns = cases.map((item, at) => ({ case: item, x: x + at * width, width }))
    const rows = kills.map((kill, at) => ({ kill, y: y + at * rowHeight, red: new Set(kill.red) }))
    x += columns.length * width
    y += rows.length * rowHeight
    return { clause, topic, columns, rows }
  })
}

const topicOf = (clause: string) => clause.split('.')[0] ?? clause

/** In the order of the cases, those of a topic together; then those that have mutants only. */
const clausesOf = ({ cases, mutants }: KillMatrix): readonly string[] => {
  const clauses = [...new Set([...cases, ...mutants].map(({ clause }) => clause))]
  const topics = [...new Set(clauses.map(topicOf))]
  return topics.flatMap((topic) => clauses.filter((clause) => topicOf(clause) === topic))
}

type Group = { readonly clause: string; readonly topic: string; readonly cases: readonly Case[]; readonly kills: readonly Kill[] }

const groupOf = ({ cases, mutants }: KillMatrix, clause: string): Group => ({
  clause,
  topic: topicOf(clause),
  cases: cases.filter((item) => item.clause === clause),
  kills: mutants.filter((kill) => kill.clause === clause),
})

const density = (cases: readonly Case[]) => (cases.length > many ? 3 : 1)
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
const clamp = (number: number, least: number, most: number) => Math.max(least, Math.min(most, Math.floor(number)))

/** Neighbouring columns that are red on a mutant; all of one clause, since there is a gap between clauses. */
export type Run = { readonly x: number; readonly width: number; readonly isOwn: boolean }

export const runsOf = ({ kill, red }: Row, columns: readonly Column[]): readonly Run[] => {
  const runs: Run[] = []
  for (const { case: item, x, width } of columns) {
    if (!red.has(item.id)) continue
    const isOwn = item.clause === kill.clause
    const last = runs.at(-1)
    if (last && last.x + last.width === x) runs[runs.length - 1] = { ...last, width: last.width + width }
    else runs.push({ x, width, isOwn })
  }
  return runs
}
