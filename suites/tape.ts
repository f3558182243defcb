import { lint } from '../reference/linter/linter.ts'
import { pieceOf } from '../spec/vector.ts'
import type { Wire, WireLine } from '../spec/verdict.ts'

/** Records what crosses the border while one case runs. */
export type Tape = {
  /** Bytes of an event stream that the kit sent. */
  sentStream(bytes: Uint8Array): void
  /** A line that the target answered, without its line end. */
  receivedLine(text: string): void
  /** The same stream was sent in pieces too. */
  sentInPieces(): void
  /** The stream that was sent, if sending it in one piece is all that happened. */
  onlyStream(): Uint8Array | undefined
  /** What was recorded; the reference reads the streams only now, since most tapes are never looked at. */
  wire(): Wire | undefined
}

/** The most that is kept per direction, in bytes. */
const cap = 65_536

type Entry = { readonly at: number } & ({ readonly sent: Uint8Array } | { readonly received: string })

export const createTape = (now: () => number = () => performance.now()): Tape => {
  const began = now()
  const entries: Entry[] = []
  let wasCut = false
  const at = () => Math.round(now() - began)
  return {
    sentStream: (bytes) => void entries.push({ at: at(), sent: bytes }),
    receivedLine: (text) => void entries.push({ at: at(), received: text }),
    sentInPieces() {
      wasCut = true
    },
    onlyStream: () => (wasCut ? undefined : entries.flatMap((entry) => ('sent' in entry ? [entry.sent] : [])).at(-1)),
    wire: () => (entries.length === 0 ? undefined : capped(entries.flatMap(linesOf))),
  }
}

type Sized = { readonly line: WireLine; readonly size: number }

const linesOf = (entry: Entry): readonly Sized[] => {
  const { at } = entry
  if ('received' in entry)
    return [{ line: { at, direction: 'received', bytes: `${entry.received}\n` }, size: Buffer.byteLength(entry.received) + 1 }]
  return lint(entry.sent).map(({ bytes, reading }) => ({
    line: { at, direction: 'sent', bytes: pieceOf(bytes), reading },
    size: bytes.length,
  }))
}

/** Leaves out the lines of a direction beyond its cap, and counts their bytes. */
const capped = (lines: readonly Sized[]): Wire => {
  const length = { sent: 0, received: 0 }
  const fits = ({ line, size }: Sized) => {
    length[line.direction] += size
    return length[line.direction] <= cap
  }
  const kept = lines.filter(fits)
  const bytesOf = (direction: WireLine['direction']) =>
    kept.reduce((sum, { line, size }) => sum + (line.direction === direction ? size : 0), 0)
  return {
    lines: kept.map(({ line }) => line),
    omitted: { sent: length.sent - bytesOf('sent'), received: length.received - bytesOf('received') },
  }
}
