import { findClause } from '../../spec/clauses.ts'
import {
  concludeLint,
  type Lint,
  type LintConclusion,
  type LintEnd,
  type LintLine,
  type LintRemark,
  type LintStart,
} from '../../spec/lint.ts'
import { legible, visible, visibleBytes } from '../../spec/visible.ts'
import { kindOf } from '../kinds.ts'
import { markOf, type Paint, plain } from '../text/marks.ts'
import { plural } from '../words.ts'
import { withGaps } from './gaps.ts'
import { conclusions, endInWords, nothingRead, remarksInWords, responseInWords, sizeInWords, stateInWords, worstFirst } from './words.ts'

/** The column in which the bytes begin. */
const margin = 6
/** How wide bytes may be that have their reading beside them. */
const beside = 40
const widest = { bytes: 400, reading: 160 }

/** A whole lint, as a log shows it. */
export const lintText = ({ start, lines, end }: Lint): string => {
  const told = withGaps(lines).map(({ gap, line }) => `${gapText(gap)}${lintLineText(line, plain)}`)
  return `${lintStartText(start, plain)}${told.join('')}${lintEndText(end, plain)}`
}

export const lintStartText = (start: LintStart, paint: Paint): string => {
  const response = responseInWords(start)
  const head = paint.dim(
    legible(`sse-conformance ${start.kit} · lint ${start.source.name}${response === undefined ? '' : ` · ${response}`}`),
  )
  return `${head}\n${(start.response?.remarks ?? []).map((remark) => remarkText(remark, paint)).join('')}\n`
}

/** One line of the stream with its reading, cut so that it stays within the columns of a screen, and its remarks beneath. */
export const lintLineText = (line: LintLine, paint: Paint, columns = Number.POSITIVE_INFINITY): string => {
  const { number, bytes, omitted = 0, reading, remarks } = line
  const lineEnd = visible(lineEndOf(bytes))
  const all = visibleBytes(bytes)
  const text = cut(all.slice(0, all.length - lineEnd.length), widest.bytes, omitted)
  const width = text.length + lineEnd.length
  const isBeside = width <= beside
  const gap = isBeside ? `${' '.repeat(beside - width)}  ` : `\n${' '.repeat(margin)}`
  const room = Math.max(24, columns - margin - (isBeside ? beside + 2 : 0) - ' (1,000 more)'.length)
  const row = `${text}${paint.dim(lineEnd)}${gap}${paint.dim(cut(legible(reading), Math.min(widest.reading, room)))}`
  return `${paint.dim((bytes === '' ? 'end' : String(number)).padStart(margin - 2))}  ${row}\n${remarks.map((remark) => remarkText(remark, paint)).join('')}`
}

const lineEndOf = (bytes: LintLine['bytes']): string =>
  /(?:\r\n|\r|\n)?$/.exec(typeof bytes === 'string' ? bytes : atob(bytes.base64))?.[0] ?? ''

const cut = (text: string, width: number, omitted = 0): string => {
  const over = Math.max(0, text.length - width) + omitted
  return over > 0 ? `${text.slice(0, width)}… (${over.toLocaleString('en')} more)` : text
}

const remarkText = ({ clause, level, message }: LintRemark, paint: Paint): string =>
  `${' '.repeat(margin)}${markOf(kindOf({ outcome: 'fail', level }), '', paint)} ${paint.bold(level.toUpperCase())}  ${legible(clause)}  ${legible(message)}\n`

const gapText = (gap: number): string => (gap > 0 ? `${' '.repeat(margin)}… ${plural(gap, 'line')} left out\n` : '')

const colors: Readonly<Record<LintConclusion, 'green' | 'red' | 'yellow'>> = {
  conforms: 'green',
  'does-not-conform': 'red',
  unclear: 'yellow',
  'nothing-to-lint': 'yellow',
}

export const lintEndText = (end: LintEnd, paint: Paint): string => {
  const conclusion = concludeLint(end)
  const early = endInWords(end)
  const lines = [
    '',
    ...worstFirst(end.remarks).map((remark) => clauseText(remark, paint)),
    `${paint.bold(paint[colors[conclusion]](conclusions[conclusion].toUpperCase()))}   ${remarksInWords(end)}`,
    sizeInWords(end),
    ...(end.events > 0 || end.lastEventId !== '' || end.retry !== null ? [stateInWords(end)] : []),
    ...(early === undefined ? [] : [legible(early)]),
    ...(conclusion === 'nothing-to-lint' ? [nothingRead] : []),
  ]
  return `${lines.join('\n')}\n`
}

/** A clause that remarks are of: where it stands, and what to change. */
const clauseText = ({ clause: id, level, count }: LintEnd['remarks'][number], paint: Paint): string => {
  const clause = findClause(id)
  const row = (name: string, value: string) => `  ${paint.dim(name.padEnd(8))}${value}\n`
  const head = `${markOf(kindOf({ outcome: 'fail', level }), '', paint)} ${paint.bold(legible(id))}${count > 1 ? ` (${count})` : ''}  ${clause?.summary ?? ''}\n`
  if (!clause) return head
  const hint = clause.hint === undefined ? '' : row('hint', clause.hint)
  return `${head}${hint}${row('text', `${clause.source} ${clause.section} · ${clause.url}`)}`
}
