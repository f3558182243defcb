import { LimitError } from '../../reference/decoder/limits.ts'
import type { LintedLine, Remark } from '../../reference/linter/line.ts'
import { createLinter } from '../../reference/linter/linter.ts'
import type { ClauseId } from '../../spec/clauses.ts'
import type { ServerSentEvent } from '../../spec/event.ts'
import { pingRemark } from './ping.ts'

/** A line as it was seen; times are those of performance.now(). */
export type SeenLine = Pick<LintedLine, 'bytes' | 'number' | 'reading'> & { readonly at: number }

/** What the linter has to say of a clause: how often, and the first line of which it said it, with those before it. */
export type Finding = { readonly message: string; readonly line: SeenLine; readonly before: readonly SeenLine[]; count: number }

/** What a stream held as far as it was watched. It does not grow with the length of the stream. */
export type Sighting = {
  bytes: number
  events: number
  comments: number
  firstByteAt?: number
  /** The longest time without a byte, in milliseconds. */
  longestSilence: number
  /** When the last bytes came, or the watch began. */
  lastAt: number
  readonly findings: Map<ClauseId, Finding>
  /** The first events, at most `keptEvents`. */
  readonly kept: SeenEvent[]
  readonly firstLines: SeenLine[]
  /** Why no more is said of the stream from some point on: a line or an event that is larger than the kit reads. */
  limit?: string
}

export type SeenEvent = ServerSentEvent & { readonly at: number /** Its block has an id field. */; readonly hasId: boolean }

const keptEvents = 2000
const keptLines = 40
const context = 6
/** Longer texts of events are cut before they are kept, in UTF-16 code units. */
const keptText = 512
/** Longer lines are cut before they are kept, in bytes: much longer than any secret, which is taken out of what is shown of them. */
const keptBytes = 16_384
/** The longest line, and the most data of one event, that are read; in bytes and UTF-16 code units. */
const most = 8 * 1024 ** 2

export type Watch = {
  readonly seen: Sighting
  push(bytes: Uint8Array, at: number): void
  /** The server ended the stream (`end`), or somebody else did (`stop`). */
  finish(by: 'end' | 'stop', at: number): void
}

/** Watches the content of a response with the eyes of the linter. */
export const createWatch = (began: number): Watch => {
  const seen = nothingSeen(began)
  const look = createLook(seen)
  const linter = createLinter(look, { line: most, event: most })
  const read = (act: () => void, at: number) => {
    seen.longestSilence = Math.max(seen.longestSilence, at - seen.lastAt)
    seen.lastAt = at
    if (seen.limit !== undefined) return
    try {
      act()
    } catch (error) {
      if (!(error instanceof LimitError)) throw error
      seen.limit = error.code === 'line-too-long' ? 'a line is longer than 8 MB' : 'the data of an event is longer than 8 MB'
    }
  }
  return {
    seen,
    push(bytes, at) {
      seen.bytes += bytes.length
      seen.firstByteAt ??= at
      read(() => linter.push(bytes), at)
    },
    finish: (by, at) => read(by === 'end' ? linter.end : linter.stop, at),
  }
}

const nothingSeen = (began: number): Sighting => ({
  bytes: 0,
  events: 0,
  comments: 0,
  longestSilence: 0,
  lastAt: began,
  findings: new Map(),
  kept: [],
  firstLines: [],
})

/** Notes what there is to note of each line. */
const createLook = (seen: Sighting) => {
  const recent: SeenLine[] = []
  let hasId = false
  return (line: LintedLine): void => {
    const told = seenLine(line, seen.lastAt)
    if (line.bytes[0] === colon) seen.comments += 1
    if (isIdField(line.bytes)) hasId = true
    if (line.event) keepEvent(seen, line.event, hasId)
    if (isBlank(line.bytes)) hasId = false
    for (const remark of [...line.remarks, ...pingRemark(line.event)]) note(seen, remark, told, recent)
    if (seen.firstLines.length < keptLines) seen.firstLines.push(told)
    recent.push(told)
    if (recent.length > context) recent.shift()
  }
}

const seenLine = ({ bytes, number, reading }: LintedLine, at: number): SeenLine => ({
  bytes: bytes.slice(0, keptBytes),
  number,
  reading: reading.slice(0, keptBytes),
  at,
})

const keepEvent = (seen: Sighting, { type, data, lastEventId }: ServerSentEvent, hasId: boolean): void => {
  seen.events += 1
  if (seen.kept.length >= keptEvents) return
  seen.kept.push({ type, data: data.slice(0, keptText), lastEventId: lastEventId.slice(0, keptText), at: seen.lastAt, hasId })
}

const note = ({ findings }: Sighting, { clause, message }: Remark, line: SeenLine, recent: readonly SeenLine[]): void => {
  const finding = findings.get(clause)
  if (finding) finding.count += 1
  else findings.set(clause, { message, line, before: [...recent], count: 1 })
}

const colon = 0x3a
const isBlank = (bytes: Uint8Array) => bytes.length === 0 || bytes[0] === 0x0a || bytes[0] === 0x0d
const isIdField = (bytes: Uint8Array) => bytes[0] === 0x69 && bytes[1] === 0x64 && (bytes[2] === colon || isBlank(bytes.subarray(2)))
