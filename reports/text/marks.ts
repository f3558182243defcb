import type { Results } from '../../spec/results.ts'
import type { Verdict } from '../../spec/verdict.ts'
import { grouped, type Kind, kindOf, kinds, topicOf } from '../kinds.ts'

/** How words are set apart on a terminal. */
export type Paint = Readonly<Record<'red' | 'green' | 'yellow' | 'blue' | 'dim' | 'bold', (text: string) => string>>

export const plain: Paint = { red: String, green: String, yellow: String, blue: String, dim: String, bold: String }

const colors: Readonly<Record<Kind, keyof Paint>> = {
  pass: 'green',
  violation: 'red',
  warning: 'yellow',
  note: 'blue',
  known: 'blue',
  error: 'yellow',
  skip: 'dim',
  held: 'dim',
}

export const symbolOf = (verdict: Verdict, paint: Paint): string => markOf(kindOf(verdict), '', paint)

export const markOf = (kind: Kind, count: string, paint: Paint) => paint[colors[kind]](`${kinds[kind].symbol}${count}`)

/** A line for each topic: how many verdicts are of each kind. */
export const topicsOf = ({ verdicts }: Results, paint: Paint): string => {
  const topics = grouped(verdicts, topicOf)
  const width = Math.max(9, ...topics.map(([topic]) => topic.length + 1))
  const lines = topics.map(([topic, group]) => {
    const counts = (Object.keys(colors) as Kind[]).map((kind) => ({ kind, count: group.filter((one) => kindOf(one) === kind).length }))
    const cells = counts.filter(({ count }) => count > 0).map(({ kind, count }) => ` ${markOf(kind, ` ${count}`, paint)}`)
    return `  ${topic.padEnd(width)}${cells.join('')}\n`
  })
  return lines.join('')
}
