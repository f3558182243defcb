import { plural } from '../words.ts'
import type { Column, Plan, Row } from './plan.ts'

/** How many cases are red on a mutant: those of its clause, and others. */
export const caughtBy = ({ kill, red }: Row, { columns }: Plan): { readonly own: number; readonly other: number } => {
  const own = columns.filter(({ case: item }) => item.clause === kill.clause && red.has(item.id)).length
  return { own, other: red.size - own }
}

/** "5 cases of its clause, 6 others". */
export const caughtInWords = (row: Row, plan: Plan): string => {
  const { own, other } = caughtBy(row, plan)
  return `${plural(own, 'case')} of its clause, ${plural(other, 'other')}`
}

/** The mutants that a case is red on, those of its clause first. */
export const caughtOf = ({ case: item }: Column, { blocks }: Plan): readonly Row[] => {
  const rows = blocks.flatMap((block) => block.rows).filter(({ red }) => red.has(item.id))
  return [...rows.filter(({ kill }) => kill.clause === item.clause), ...rows.filter(({ kill }) => kill.clause !== item.clause)]
}
