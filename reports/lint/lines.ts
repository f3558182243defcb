import type { LintLine, LintRemark } from '../../spec/lint.ts'
import { symbol } from '../html/kind.ts'
import { h, type Markup } from '../html/markup.ts'
import { escaped } from '../html/value.ts'
import { bytesMarkup } from '../html/wire.ts'
import { kindOf } from '../kinds.ts'
import { plural } from '../words.ts'
import { withGaps } from './gaps.ts'

/** The anchor of a line. */
export const lineAnchor = (number: number): string => `L${number}`

/** The lines of a stream with their readings, their remarks beneath. */
export const linesMarkup = (lines: readonly LintLine[]): Markup => h`<div class="wire"><table role="table">
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">line</th><th role="columnheader" scope="col">bytes, and how the reference reads them</th></tr></thead>
<tbody role="rowgroup">${withGaps(lines).map(({ gap, line }) => h`${gap > 0 && gapRow(gap)}${row(line)}`)}</tbody></table></div>`

const row = ({ number, offset, bytes, omitted, reading, remarks }: LintLine) =>
  h`<tr role="row" id="${lineAnchor(number)}"${remarks.length > 0 && h` class="remarked"`}><td role="cell" title="from byte ${offset}">${bytes === '' ? 'end' : number}</td>
<td role="cell"><code class="bytes">${textMarkup(bytes)}</code>${omitted !== undefined && h`<span class="dim">${plural(omitted, 'more byte')} not shown</span>`}<span class="reading">${reading}</span>
${remarks.length > 0 && h`<ul class="remarks">${remarks.map(remarkMarkup)}</ul>`}</td></tr>
`

/** Quotes need no escape here, since none stand around the bytes. */
const textMarkup = (bytes: LintLine['bytes']): Markup | readonly Markup[] =>
  typeof bytes !== 'string' || bytes === ''
    ? h`${bytesMarkup(bytes)}`
    : bytes.split('"').map((piece, index) => h`${index > 0 && '"'}${escaped(piece)}`)

const remarkMarkup = ({ clause, level, message }: LintRemark): Markup => {
  const kind = kindOf({ outcome: 'fail', level })
  return h`<li class="${kind}">${symbol(kind)}<span class="level">${level}</span> <span class="message">${message}</span> <code class="id">${clause}</code></li>`
}

const gapRow = (gap: number) =>
  h`<tr role="row" class="left-out"><td role="cell"></td><td role="cell">${plural(gap, 'line')} left out</td></tr>`
