import type { Json } from '../../spec/verdict.ts'
import { plural } from '../words.ts'
import { h, type Markup } from './markup.ts'
import { commonStart, inline, isList, isRecord, joined, marked } from './value.ts'

type Field = { readonly key?: string; readonly value: Json }
/** What stands on one line: the fields of an event, a key with its value, or a list of plain values. */
type Line = readonly Field[]
type Row = { readonly expected: Line | undefined; readonly actual: Line | undefined; readonly same: boolean }

/** What was expected and what came, side by side, line by line; either may be missing. */
export const comparison = (expected: Json | undefined, actual: Json | undefined): Markup | undefined => {
  if (expected === undefined && actual === undefined) return undefined
  if (expected === undefined) return oneSided('Actual', actual ?? null)
  if (actual === undefined) return oneSided('Expected', expected)
  return h`<table class="cmp" role="table"><thead role="rowgroup"><tr role="row">${columnHead('Expected')}${columnHead('Actual')}</tr></thead>
<tbody role="rowgroup">${rowsOf(expected, actual)}</tbody></table>`
}

const columnHead = (name: string) => h`<th role="columnheader" scope="col">${name}</th>`

const oneSided = (name: string, value: Json) =>
  h`<table class="cmp one" role="table"><thead role="rowgroup"><tr role="row">${columnHead(name)}</tr></thead>
<tbody role="rowgroup"><tr role="row"><td role="cell">${linesOf(value).map((line) => lineMarkup(line, line))}</td></tr></tbody></table>`

const rowsOf = (expected: Json, actual: Json): readonly Markup[] => {
  if (isReading(expected) && isReading(actual)) {
    const ends = align(endLines(expected), endLines(actual))
    const events = align(expected.events.map(lineOf), actual.events.map(lineOf))
    const none: Row = { expected: undefined, actual: undefined, same: true }
    const head = ends.length > 0 && h`<tr class="sep" role="row"><td role="cell" colspan="2">when the stream has ended</td></tr>`
    return [...folded(events.length > 0 ? events : [none], 'no event'), h`${head}`, ...folded(ends, 'nothing')]
  }
  if (isReading(expected) || isReading(actual)) return [wholes(expected, actual)]
  return folded(align(linesOf(expected), linesOf(actual)), 'nothing')
}

/** Two values of different kinds: nothing to align. */
const wholes = (expected: Json, actual: Json) => h`<tr role="row">${whole('expected', expected)}${whole('actual', actual)}</tr>`
const whole = (side: string, value: Json) =>
  h`<td role="cell" data-side="${side}">${linesOf(value).map((line) => lineMarkup(line, line))}</td>`

type Reading = { readonly events: readonly Json[]; readonly [key: string]: Json }
const isReading = (value: Json): value is Reading => isRecord(value) && isList(value.events)

const lineOf = (value: Json): Line => (isRecord(value) ? Object.entries(value).map(([key, part]) => ({ key, value: part })) : [{ value }])
const endLines = ({ events: _, ...rest }: Reading): readonly Line[] => lineOf(rest).map((field) => [field])

const linesOf = (value: Json): readonly Line[] => {
  if (isReading(value)) return [...value.events.map(lineOf), ...endLines(value)]
  if (isRecord(value)) return lineOf(value).map((field) => [field])
  if (!isList(value)) return [[{ value }]]
  return value.some((item) => typeof item === 'object' && item !== null) ? value.map(lineOf) : [value.map((item) => ({ value: item }))]
}

const sameValue = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** Pairs lines: the common start, the common end, and what lies between in order. */
const align = (expected: readonly Line[], actual: readonly Line[]): readonly Row[] => {
  const start = commonStart(expected, actual, sameValue)
  const tail = commonStart(expected.slice(start).reverse(), actual.slice(start).reverse(), sameValue)
  const between = Math.max(expected.length, actual.length) - start - tail
  const at = (lines: readonly Line[], row: number) => {
    if (row < start) return lines[row]
    return row < start + between ? lines.slice(start, lines.length - tail)[row - start] : lines[lines.length - tail + row - start - between]
  }
  return Array.from({ length: start + between + tail }, (_, row) => {
    const [one, other] = [at(expected, row), at(actual, row)]
    return { expected: one, actual: other, same: sameValue(one, other) }
  })
}

/** How many equal rows are shown around a difference, and how many rows at most. */
const around = 3
const most = 200

/** The rows, long runs of equal ones folded. */
const folded = (rows: readonly Row[], nothing: string): readonly Markup[] => {
  const near = (index: number) => rows.slice(Math.max(0, index - around), index + around + 1).some(({ same }) => !same)
  const shown = rows.map((row, index) => ({ row, index })).filter(({ index }) => rows.length <= 2 * around || near(index))
  const cut = shown.slice(0, most)
  const gap = (count: number) =>
    count > 0 && h`<tr class="sep" role="row"><td role="cell" colspan="2">${plural(count, 'equal line')} not shown</td></tr>`
  const markup = cut.map(({ row, index }, at) => h`${gap(index - (cut[at - 1]?.index ?? -1) - 1)}${rowMarkup(row, nothing)}`)
  const rest = rows.length - (cut.at(-1)?.index ?? -1) - 1
  return [...markup, h`${shown.length > most ? cutRow(rest) : gap(rest)}`]
}

const cutRow = (count: number) =>
  h`<tr class="sep" role="row"><td role="cell" colspan="2">${plural(count, 'more line')} not shown</td></tr>`

const rowMarkup = ({ expected, actual, same }: Row, nothing: string) =>
  h`<tr role="row"${same && h` class="same"`}>${cell('expected', expected, actual, nothing)}${cell('actual', actual, expected, nothing)}</tr>`

const cell = (side: string, line: Line | undefined, other: Line | undefined, nothing: string) =>
  h`<td role="cell" data-side="${side}">${line ? lineMarkup(line, other) : h`<span class="none">${nothing}</span>`}</td>`

const lineMarkup = (line: Line, other: Line | undefined): Markup => {
  const fields = line.map((field, index) => fieldMarkup(field, counterpart(field, index, other)))
  return h`<div class="line${line.length === 1 && line[0]?.key === undefined && ' text'}">${line.length > 1 && line[0]?.key === undefined ? h`[${joined(fields)}]` : fields}</div>`
}

const counterpart = ({ key }: Field, index: number, other: Line | undefined) =>
  key === undefined ? other?.[index] : other?.find((field) => field.key === key)

const fieldMarkup = ({ key, value }: Field, other: Field | undefined) => {
  const text = other && sameValue(value, other.value) ? inline(value) : marked(value, other?.value)
  return key === undefined ? text : h`<span class="f"><b>${key}</b> ${text}</span> `
}
