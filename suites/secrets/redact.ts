import { pieceOf } from '../../spec/vector.ts'
import type { WireLine } from '../../spec/verdict.ts'
import { formsOf } from './forms.ts'
import { spellingsOf } from './spellings.ts'

/** What stands where a secret stood. */
export const placeholder = '[redacted]'

/** Shorter ones, in UTF-16 code units, would be found everywhere, and so would say what they are: they are not looked for. */
export const shortest = 4

/** Takes secrets out, however they are written. What holds none comes back as it was. */
export type Redactor = {
  text(text: string): string
  /** Bytes that may be no text. */
  bytes(bytes: Uint8Array): Uint8Array
  /** Every text in a JSON value, and the bytes of every `{ base64 }`. */
  value<Value>(value: Value): Value
  /** Lines of a wire log, also where a secret goes on in the next line of the same direction. */
  wire(lines: readonly WireLine[]): readonly WireLine[]
}

/** Of `passing` ones, tokens that live shortly, only the usual spellings are sought, since they are many. */
export const createRedactor = (secrets: readonly string[], passing: readonly string[] = []): Redactor => {
  const sought = soughtOf(secrets)
  const others = soughtOf(passing)
  if (sought.length + others.length === 0) return showAll
  const patterns = [...sought.flatMap(formPatterns), ...others.flatMap(spellingPatterns)]
  const text = (given: string) => replaced(given, spansIn(given, patterns), 0)
  const bytes = (given: Uint8Array) => {
    const before = Buffer.from(given).toString('latin1')
    const after = text(before)
    return after === before ? given : Buffer.from(after, 'latin1')
  }
  const redactor: Redactor = {
    text,
    bytes,
    value: (given) => mapped(given, redactor) as typeof given,
    wire: (lines) => {
      const sent = redactedLines(lines, 'sent', patterns, text)
      return redactedLines(sent, 'received', patterns, text)
    },
  }
  return redactor
}

/** Remembers the last results, since they take a while and are asked for again whenever a secret is added. */
const remembered = (make: (secret: string) => readonly string[]) => {
  const made = new Map<string, readonly RegExp[]>()
  return (secret: string): readonly RegExp[] => {
    const found = made.get(secret) ?? make(secret).map((form) => new RegExp(`(?=(${form}))`, 'g'))
    if (made.size > 500) made.clear()
    made.set(secret, found)
    return found
  }
}

const formPatterns = remembered(formsOf)
const spellingPatterns = remembered((secret) => spellingsOf(secret).map((spelling) => literally(spelling)))

const soughtOf = (secrets: readonly string[]) =>
  [...new Set(secrets)].filter((secret) => secret.length >= shortest && !placeholder.includes(secret))

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
}

const showAll: Redactor = { text: (text) => text, bytes: (bytes) => bytes, value: (value) => value, wire: (lines) => lines }

type Span = { readonly start: number; readonly end: number }

/** Where secrets are, in order, those that overlap as one. */
const spansIn = (text: string, patterns: readonly RegExp[]): readonly Span[] => {
  const all = patterns.flatMap((pattern) =>
    Array.from(text.matchAll(pattern), ({ index, 1: match = '' }) => ({ start: index, end: index + match.length })),
  )
  const spans: Span[] = []
  for (const span of all.toSorted((one, other) => one.start - other.start)) {
    const last = spans.at(-1)
    if (last && span.start < last.end) spans[spans.length - 1] = { start: last.start, end: Math.max(last.end, span.end) }
    else spans.push(span)
  }
  return spans
}

/** A text that begins at `offset` of the text that the spans are in. */
const replaced = (text: string, spans: readonly Span[], offset: number): string => {
  let [rest, at] = ['', 0]
  for (const span of spans) {
    const [start, end] = [Math.max(0, span.start - offset), Math.min(text.length, span.end - offset)]
    if (start >= end) continue
    rest += `${text.slice(at, start)}${placeholder}`
    at = end
  }
  return rest + text.slice(at)
}

const mapped = (value: unknown, redactor: Redactor): unknown => {
  if (typeof value === 'string') return redactor.text(value)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((part) => mapped(part, redactor))
  if (isBase64(value)) {
    const before = Buffer.from(value.base64, 'base64')
    const after = redactor.bytes(before)
    return after === before ? { base64: redactor.text(value.base64) } : pieceOf(after)
  }
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [redactor.text(key), mapped(part, redactor)]))
}

const isBase64 = (value: object): value is { readonly base64: string } =>
  'base64' in value && typeof value.base64 === 'string' && Object.keys(value).length === 1

/** The lines of one direction as what they are, one run of bytes; the other direction's as they were. */
const redactedLines = (
  lines: readonly WireLine[],
  direction: WireLine['direction'],
  patterns: readonly RegExp[],
  text: Redactor['text'],
): readonly WireLine[] => {
  const parts = lines.map((line) => (line.direction === direction ? latin1Of(line.bytes) : ''))
  const spans = spansIn(parts.join(''), patterns)
  let offset = 0
  return lines.map((line, index) => {
    if (line.direction !== direction) return line
    const part = parts[index] ?? ''
    const [start, end] = [offset, offset + part.length]
    offset = end
    const after = replaced(part, spans, start)
    const isCrossed = spans.some((span) => span.start < end && span.end > start && (span.start < start || span.end > end))
    const { reading } = line
    return {
      ...line,
      ...(after === part ? {} : { bytes: pieceOf(Buffer.from(after, 'latin1')) }),
      ...(reading === undefined ? {} : { reading: isCrossed ? placeholder : text(reading) }),
    }
  })
}

const latin1Of = (bytes: WireLine['bytes']): string =>
  (typeof bytes === 'string' ? Buffer.from(bytes) : Buffer.from(bytes.base64, 'base64')).toString('latin1')
