import { type Steps, type Stream, standard } from '../decoder/steps.ts'
import { type Mutant, mutant } from './mutant.ts'

const event = (id: string, summary: string, step: Steps['event']) => mutant(id, 'event.set', summary, { event: step })
const data = (id: string, summary: string, step: Steps['data']) => mutant(id, 'data.append', summary, { data: step })
const id = (name: string, clause: Mutant['clause'], summary: string, step: Steps['id']) => mutant(name, clause, summary, { id: step })
/** Sets the reconnection time to what `read` makes of the value, if anything. */
const retry = (name: string, clause: Mutant['clause'], summary: string, read: (value: string) => number | undefined) =>
  mutant(name, clause, summary, {
    retry(stream, value) {
      const time = read(value)
      if (time !== undefined) stream.on.onRetry?.(time)
    },
  })

const digits = (value: string) => (/^[0-9]+$/.test(value) ? Number(value) : undefined)
const finite = (time: number) => (Number.isFinite(time) ? time : undefined)

/** Streams that have had an ID with U+0000. */
const poisoned = new WeakSet<Stream>()

/** Wrong about what a field does. */
export const valueMutants: readonly Mutant[] = [
  event('event-first-wins', 'keeps the first event type of a block', (stream, value) => {
    stream.eventType ||= value
  }),
  event('event-empty-ignored', 'ignores an empty event type', (stream, value) => {
    if (value !== '') stream.eventType = value
  }),
  event('event-lower-case', 'puts event types in lower case', (stream, value) => {
    stream.eventType = value.toLowerCase()
  }),
  event('event-joined', 'joins the event types of a block', (stream, value) => {
    stream.eventType += value
  }),
  event('event-names-only', 'ignores event types with anything but letters', (stream, value) => {
    if (/^[a-z]*$/i.test(value)) stream.eventType = value
  }),
  mutant('event-reserved', 'event.set', 'drops events whose type is a name of the interface', {
    dispatch(stream) {
      if (['open', 'error'].includes(stream.eventType)) stream.data = ''
      standard.dispatch(stream)
    },
  }),
  event('event-ignored', 'ignores event fields', () => {}),
  data('data-last-wins', 'keeps the last data line of a block', (stream, value) => {
    stream.data = `${value}\n`
  }),
  data('data-first-wins', 'keeps the first data line of a block', (stream, value) => {
    stream.data ||= `${value}\n`
  }),
  data('data-joined-with-nothing', 'joins data lines with nothing', (stream, value) => {
    stream.data = `${stream.data.slice(0, -1)}${value}\n`
  }),
  data('data-joined-with-space', 'joins data lines with a space', (stream, value) => {
    stream.data = stream.data === '' ? `${value}\n` : `${stream.data.slice(0, -1)} ${value}\n`
  }),
  data('data-skips-empty', 'skips empty data lines', (stream, value) => {
    if (value !== '' || stream.data === '') stream.data = `${stream.data === '\n' ? '' : stream.data}${value}\n`
  }),
  data('data-json', 'ignores data that is not JSON-like', (stream, value) => {
    if (!/^[[{]/.test(value)) stream.data += `${value}\n`
  }),
  data('data-done', 'ends the stream at [DONE]', (stream, value) => {
    if (value !== '[DONE]') stream.data += `${value}\n`
  }),
  data('data-short', 'cuts a data line at 1,000 characters', (stream, value) => {
    stream.data += `${value.slice(0, 1000)}\n`
  }),
  id('id-first-wins', 'id.set', 'keeps the first ID of a block', (stream, value) => {
    if (stream.idBuffer === stream.lastEventId) standard.id(stream, value)
  }),
  id('id-number', 'id.set', 'reads an ID as a number', (stream, value) =>
    standard.id(stream, value === '' ? '' : String(Number.parseInt(value, 10))),
  ),
  id('id-ignored', 'id.set', 'ignores id fields', () => {}),
  id('id-zero-ignored', 'id.set', 'ignores the ID 0', (stream, value) => {
    if (value !== '0') standard.id(stream, value)
  }),
  id('id-after-data-ignored', 'id.set', 'ignores an ID after data', (stream, value) => {
    if (stream.data === '') standard.id(stream, value)
  }),
  id('id-never-again', 'id.set', 'keeps the first ID of the stream', (stream, value) => {
    if (value === '' || stream.idBuffer === '') standard.id(stream, value)
  }),
  id('id-empty-ignored', 'id.empty', 'ignores an empty ID', (stream, value) => {
    if (value !== '') standard.id(stream, value)
  }),
  id('id-null-accepted', 'id.null', 'accepts an ID with U+0000', (stream, value) => {
    stream.idBuffer = value
  }),
  id('id-null-cut', 'id.null', 'cuts an ID at U+0000', (stream, value) => {
    stream.idBuffer = value.split('\0')[0] as string
  }),
  id('id-null-removed', 'id.null', 'takes U+0000 out of an ID', (stream, value) => {
    stream.idBuffer = value.replaceAll('\0', '')
  }),
  id('id-null-resets', 'id.null', 'resets the ID at one with U+0000', (stream, value) => {
    stream.idBuffer = value.includes('\0') ? '' : value
  }),
  id('id-null-first-only', 'id.null', 'looks for U+0000 at the start of an ID only', (stream, value) => {
    if (!value.startsWith('\0')) stream.idBuffer = value
  }),
  id('id-null-escaped', 'id.null', 'ignores an ID with an escaped U+0000 too', (stream, value) => {
    if (!/%00|\\0|\\u0000/.test(value)) standard.id(stream, value)
  }),
  mutant('id-null-poisons', 'id.null', 'ignores every ID of a stream after one with U+0000', {
    id(stream, value) {
      if (value.includes('\0')) poisoned.add(stream)
      if (!poisoned.has(stream)) standard.id(stream, value)
    },
  }),
  mutant('id-null-drops-event', 'id.null', 'drops the block of an ID with U+0000', {
    id(stream, value) {
      if (value.includes('\0')) stream.data = ''
      standard.id(stream, value)
    },
  }),
  retry('retry-octal', 'retry.digits', 'reads a leading zero as octal', (value) =>
    /^0[0-7]+$/.test(value) ? Number.parseInt(value, 8) : digits(value),
  ),
  retry('retry-no-leading-zero', 'retry.digits', 'ignores a value with a leading zero', (value) =>
    /^0./.test(value) ? undefined : digits(value),
  ),
  retry('retry-seconds', 'retry.digits', 'reads seconds', (value) => (digits(value) ?? Number.NaN) * 1000 || undefined),
  retry('retry-at-least', 'retry.digits', 'ignores values under a second', (value) =>
    (digits(value) ?? 0) < 1000 ? undefined : digits(value),
  ),
  retry('retry-at-most', 'retry.digits', 'ignores values over a minute', (value) =>
    (digits(value) ?? 0) > 60_000 ? undefined : digits(value),
  ),
  retry('retry-rises', 'retry.digits', 'reads 16 bits', (value) =>
    digits(value) === undefined ? undefined : Number(digits(value)) & 0xffff,
  ),
  mutant('retry-clears-block', 'retry.invalid', 'forgets the block at a retry that is no number', {
    retry(stream, value) {
      if (digits(value) === undefined) stream.data = ''
      standard.retry(stream, value)
    },
  }),
  mutant('retry-with-data', 'retry.digits', 'ignores retry after data', {
    retry(stream, value) {
      if (stream.data === '') standard.retry(stream, value)
    },
  }),
  retry('retry-parse-int', 'retry.invalid', 'reads the digits at the start of a value', (value) => finite(Number.parseInt(value, 10))),
  retry('retry-number', 'retry.invalid', 'reads whatever Number() reads', (value) => (value === '' ? undefined : finite(Number(value)))),
  retry('retry-trimmed', 'retry.invalid', 'trims the value', (value) => digits(value.trim())),
  retry('retry-any-digits', 'retry.invalid', 'takes out what is no digit', (value) => digits(value.replace(/[^0-9]/g, ''))),
  retry('retry-unicode-digits', 'retry.invalid', 'reads digits of other scripts', (value) =>
    digits(
      value.normalize('NFKC').replace(/[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]/g, (digit) => `${digit.charCodeAt(0) & 0xf}`.slice(-1)),
    ),
  ),
  retry('retry-invalid-resets', 'retry.invalid', 'sets 0 for a value that is no number', (value) =>
    value === '' ? undefined : (digits(value) ?? 0),
  ),
  retry('retry-empty-zero', 'retry.empty', 'reads an empty value as 0', (value) => (value === '' ? 0 : digits(value))),
  retry('retry-clamped', 'retry.huge', 'sets the largest 32-bit integer for what is larger', (value) =>
    digits(value) === undefined ? undefined : Math.min(Number(digits(value)), 2 ** 31 - 1),
  ),
]
