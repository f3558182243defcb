import { lint } from '../reference/linter/linter.ts'
import { pieceOf } from '../spec/vector.ts'
import type { Wire, WireLine } from '../spec/verdict.ts'
import type { Redactor } from './secrets/redact.ts'

/** Records what crosses the border while one case runs. */
export type Tape = {
  /** Bytes of an event stream that the kit sent. */
  sentStream(bytes: Uint8Array): void
  /** A line that the target answered, without its line end; `at`, as of performance.now(), where that is not now. */
  receivedLine(text: string, at?: number): void
  /** Lines of an event stream that the target answered, as they were read at the time. */
  receivedLines(lines: readonly ReadLine[]): void
  /** A line that the kit sent, without its line end; written only when somebody looks. */
  sentLine(text: () => string, at?: number): void
  /** Bytes of an event stream that the target answered. */
  receivedStream(bytes: Uint8Array): void
  /** Forgets everything: only what comes now matters. */
  rewind(): void
  /** The same stream was sent in pieces too. */
  sentInPieces(): void
  /** The stream that was sent, if sending it in one piece is all that happened. */
  onlyStream(): Uint8Array | undefined
  /** The lines that were sent. */
  sentLines(): readonly string[]
  /** What was recorded, without secrets; the reference reads the streams only now, since most tapes are never looked at. */
  wire(redactor: Redactor): Wire | undefined
}

export type ReadLine = { readonly bytes: Uint8Array; readonly reading: string; readonly at: number }

/** The most that is kept per direction, in bytes. */
const cap = 65_536

type Content = { readonly stream: Uint8Array } | { readonly line: () => string } | { readonly read: ReadLine }
type Entry = Content & Pick<WireLine, 'at' | 'direction'>

export const createTape = (now: () => number = () => performance.now()): Tape => {
  const began = now()
  const entries: Entry[] = []
  let wasCut = false
  const record = (direction: WireLine['direction'], content: Content, at = now()) => void entries.push({ at, direction, ...content })
  return {
    sentStream: (stream) => record('sent', { stream }),
    receivedLine: (line, at) => record('received', { line: () => line }, at),
    receivedLines(lines) {
      for (const read of lines) record('received', { read }, read.at)
    },
    sentLine: (line, at) => record('sent', { line }, at),
    receivedStream: (stream) => record('received', { stream }),
    rewind: () => void entries.splice(0),
    sentInPieces() {
      wasCut = true
    },
    onlyStream: () =>
      wasCut ? undefined : entries.flatMap((entry) => (entry.direction === 'sent' && 'stream' in entry ? [entry.stream] : [])).at(-1),
    sentLines: () => entries.flatMap((entry) => (entry.direction === 'sent' && 'line' in entry ? [entry.line()] : [])),
    wire: (redactor) => (entries.length === 0 ? undefined : capped(redactor.wire(inTime(entries, began).flatMap(linesOf)))),
  }
}

/** In the order of time, which counts from the start of the case, or from what it is about where that was earlier. */
const inTime = (entries: readonly Entry[], began: number): readonly Entry[] => {
  const start = entries.reduce((least, { at }) => Math.min(least, at), began)
  return entries.toSorted((a, b) => a.at - b.at).map((entry) => ({ ...entry, at: Math.round(entry.at - start) }))
}

const linesOf = (entry: Entry): readonly WireLine[] => {
  const { at, direction } = entry
  if ('line' in entry) return [{ at, direction, bytes: `${entry.line()}\n` }]
  if ('read' in entry) return [{ at, direction, bytes: pieceOf(entry.read.bytes), reading: entry.read.reading }]
  return lint(entry.stream).map(({ bytes, reading }) => ({ at, direction, bytes: pieceOf(bytes), reading }))
}

const sizeOf = ({ bytes }: WireLine): number =>
  typeof bytes === 'string' ? Buffer.byteLength(bytes) : Buffer.byteLength(bytes.base64, 'base64')

/** Leaves out the lines of a direction beyond its cap, and counts their bytes. Nothing is cut before the secrets are out. */
const capped = (lines: readonly WireLine[]): Wire => {
  const length = { sent: 0, received: 0 }
  const omitted = { sent: 0, received: 0 }
  const kept = lines.filter((line) => {
    const size = sizeOf(line)
    length[line.direction] += size
    const fits = length[line.direction] <= cap
    if (!fits) omitted[line.direction] += size
    return fits
  })
  return { lines: kept, omitted }
}
