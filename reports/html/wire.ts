import type { Wire, WireLine } from '../../spec/verdict.ts'
import { plural } from '../words.ts'
import { h, type Markup } from './markup.ts'
import { escaped } from './value.ts'

/** The bytes that crossed the border, with what each line means. */
export const wireLog = ({ lines, omitted }: Wire): Markup => h`<details class="wire"${lines.length <= 24 && h` open`}>
<summary>Wire log <span class="dim">${plural(lines.length, 'line')}</span></summary>
<table role="table"><thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">ms</th><th role="columnheader" scope="col"><span class="vh">direction</span></th><th role="columnheader" scope="col">bytes, and how the reference reads them</th></tr></thead>
<tbody role="rowgroup">${lines.map(row)}</tbody></table>${cutNote('sent', omitted.sent)}${cutNote('received', omitted.received)}
</details>`

const row = ({ at, direction, bytes, reading }: WireLine) => h`<tr role="row" class="${direction}"><td role="cell">${at}</td>
<td role="cell">${direction === 'sent' ? '→' : '←'}<span class="vh"> ${direction}</span></td>
<td role="cell"><code class="bytes">${reading === undefined ? answerMarkup(bytes) : bytesMarkup(bytes)}</code>${reading !== undefined && h`<span class="reading">${reading}</span>`}</td></tr>`

/** The bytes of a line, all that is invisible in them escaped. */
export const bytesMarkup = (bytes: WireLine['bytes']) => {
  if (typeof bytes !== 'string') return h`${binary(bytes.base64)} <em>not UTF-8</em>`
  return bytes === '' ? h`<em>no bytes</em>` : escaped(bytes)
}

/** What is no stream is JSON already, which needs no second escaping. */
const answerMarkup = (bytes: WireLine['bytes']) => (typeof bytes === 'string' ? h`${bytes.trimEnd()}` : bytesMarkup(bytes))

/** Bytes that are not UTF-8: ASCII as it is, all else as \xHH. */
const binary = (base64: string): readonly Markup[] => {
  const text = decode(base64)
  if (text === undefined) return [h`base64 ${escaped(base64)}`]
  return text.split(/([\x80-\xff]+)/).flatMap((piece, index) => (index % 2 === 0 ? escaped(piece) : [h`<i>${hex(piece)}</i>`]))
}

const decode = (base64: string) => {
  try {
    return atob(base64)
  } catch {
    return undefined
  }
}

const hex = (bytes: string) => Array.from(bytes, (byte) => `\\x${byte.charCodeAt(0).toString(16)}`).join('')

const cutNote = (direction: string, count: number) =>
  count > 0 && h`<p class="dim">${plural(count, 'more byte')} ${direction}, left out because the log was full</p>`
