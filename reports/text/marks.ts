import type { Results } from '../../spec/results.ts'
import { type Verdict, weigh } from '../../spec/verdict.ts'

/** How words are set apart on a terminal. */
export type Paint = Readonly<Record<'red' | 'green' | 'yellow' | 'blue' | 'dim' | 'bold', (text: string) => string>>

export const plain: Paint = { red: String, green: String, yellow: String, blue: String, dim: String, bold: String }

type Mark = { readonly symbol: string; readonly color: keyof Paint }

const marks = {
  ok: { symbol: '✓', color: 'green' },
  violation: { symbol: '✗', color: 'red' },
  warning: { symbol: '!', color: 'yellow' },
  note: { symbol: '–', color: 'blue' },
  error: { symbol: '?', color: 'yellow' },
  skip: { symbol: '○', color: 'dim' },
} as const satisfies Readonly<Record<string, Mark>>

const markOf = (verdict: Verdict): Mark =>
  marks[verdict.outcome === 'error' ? 'error' : verdict.outcome === 'skip' ? 'skip' : weigh(verdict)]

export const symbolOf = (verdict: Verdict, paint: Paint): string => {
  const { symbol, color } = markOf(verdict)
  return paint[color](symbol)
}

/** A line for each topic: how many verdicts bear each mark. */
export const topicsOf = ({ verdicts }: Results, paint: Paint): string => {
  const lines = [...grouped(verdicts, topicOf)].map(([topic, group]) => {
    const counts = Object.values(marks).map((mark) => ({ ...mark, count: group.filter((verdict) => markOf(verdict) === mark).length }))
    const cells = counts.map(({ symbol, color, count }) => (count === 0 ? '' : paint[color](` ${symbol} ${count}`)))
    return `  ${topic.padEnd(9)}${cells.join('')}\n`
  })
  return lines.join('')
}

const topicOf = (verdict: Verdict) => verdict.case.split('/')[1] ?? ''

export const grouped = <Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> => {
  const groups = new Map<string, Item[]>()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return groups
}
