import { type LineReader, type LineReaderFactory, readLines } from '../decoder/lines.ts'
import { type Steps, type Stream, standard } from '../decoder/steps.ts'
import { type Mutant, mutant } from './mutant.ts'

/** The standard's reader, given what `change` makes of each piece; `isFirst` is true for the first one of a stream. */
const repacking =
  (change: (piece: Uint8Array, isFirst: boolean, reader: LineReader, onLine: (line: string) => void) => void): LineReaderFactory =>
  (onLine, limit) => {
    const reader = readLines(onLine, limit)
    let isFirst = true
    return {
      push(piece) {
        change(piece, isFirst, reader, onLine)
        isFirst = false
      },
      end: () => reader.end(),
    }
  }

const LF = Uint8Array.of(0x0a)
const endsLine = (piece: Uint8Array) => [0x0a, 0x0d].includes(piece.at(-1) as number)
const startsWithLf = (piece: Uint8Array) => piece[0] === 0x0a

/** Decodes each piece on its own. */
const decodingPieces = repacking((piece, _, reader) =>
  reader.push(new TextEncoder().encode(new TextDecoder('utf-8', { ignoreBOM: true }).decode(piece))),
)

/** Keeps a CR at the end of a piece until the next byte comes, and for ever when none does. */
const waiting =
  (atEnd: 'ends its line' | 'is lost'): LineReaderFactory =>
  (onLine, limit) => {
    const reader = readLines(onLine, limit)
    const carry = { bytes: new Uint8Array() }
    return {
      push(piece) {
        const bytes = Uint8Array.from([...carry.bytes, ...piece])
        const held = bytes.at(-1) === 0x0d ? 1 : 0
        carry.bytes = bytes.slice(bytes.length - held)
        reader.push(bytes.subarray(0, bytes.length - held))
      },
      end() {
        if (atEnd === 'ends its line') reader.push(carry.bytes)
        reader.end()
      },
    }
  }

/** The standard's reader, and something more at the end, knowing the last byte of the stream. */
const ending =
  (act: (last: number, reader: LineReader, onLine: (line: string) => void) => void): LineReaderFactory =>
  (onLine, limit) => {
    const reader = readLines(onLine, limit)
    let last: number | undefined
    return {
      push(piece) {
        reader.push(piece)
        last = piece.at(-1) ?? last
      },
      end() {
        if (last !== undefined) act(last, reader, onLine)
      },
    }
  }

/** Processes a last line without a line end; `flushes` also dispatches what is unfinished then. */
const finishing = (flushes: boolean): LineReaderFactory =>
  ending((last, reader) => {
    if (last !== 0x0a && last !== 0x0d) reader.push(flushes ? Uint8Array.of(0x0a, 0x0a) : LF)
  })

/** Leaves a CR at the end of a piece in the line, when that piece began with the LF that belongs to another. */
const lookingOnce: LineReaderFactory = (onLine, limit) => {
  let left = ''
  const reader = readLines((line) => {
    onLine(left + line)
    left = ''
  }, limit)
  let afterCr = false
  return {
    push(piece) {
      const isLeft = afterCr && startsWithLf(piece) && piece.at(-1) === 0x0d
      afterCr = !isLeft && piece.at(-1) === 0x0d
      reader.push(isLeft ? piece.subarray(0, -1) : piece)
      if (isLeft) left = '\r'
    },
    end() {
      if (left !== '') onLine('')
    },
  }
}

/** State that outlives its stream. */
const leaking = (): Partial<Steps> => {
  const left = { data: '', eventType: '', idBuffer: '' }
  const started = new WeakSet<Stream>()
  return {
    line(stream, line) {
      if (!started.has(stream)) Object.assign(stream, left)
      started.add(stream)
      standard.line(stream, line)
      const { data, eventType, idBuffer } = stream
      Object.assign(left, { data, eventType, idBuffer })
    },
  }
}

/** Wrong about pieces, about the end, and about what goes from one stream to the next. */
export const chunkMutants: readonly Mutant[] = [
  mutant('piece-fires', 'stream.chunk-independent', 'reports each further piece as an event', {
    lines: repacking((piece, isFirst, reader, onLine) => {
      if (!isFirst) for (const line of ['', 'data', '']) onLine(line)
      reader.push(piece)
    }),
  }),
  mutant('piece-ends-line', 'stream.chunk-independent', 'takes the end of a piece for the end of a line', {
    lines: repacking((piece, _, reader) => {
      reader.push(piece)
      if (!endsLine(piece)) reader.push(LF)
    }),
  }),
  mutant('crlf-split', 'stream.chunk-independent', 'takes an LF at the start of a piece for a line end of its own', {
    lines: repacking((piece, isFirst, reader) => {
      if (!isFirst && startsWithLf(piece)) reader.push(LF)
      reader.push(piece)
    }),
  }),
  mutant('crlf-split-twice', 'stream.chunk-independent', 'looks for a split CRLF at one end of a piece only', { lines: lookingOnce }),
  mutant('utf8-split', 'stream.chunk-independent', 'decodes each piece on its own', { lines: decodingPieces }),
  mutant('bom-of-pieces', 'stream.chunk-independent', 'strips a BOM from every piece', {
    lines: repacking((piece, _, reader) =>
      reader.push(piece[0] === 0xef && piece[1] === 0xbb && piece[2] === 0xbf ? piece.subarray(3) : piece),
    ),
  }),
  mutant('space-of-pieces', 'stream.chunk-independent', 'strips a space from the start of every piece', {
    lines: repacking((piece, _, reader) => reader.push(piece[0] === 0x20 ? piece.subarray(1) : piece)),
  }),
  mutant('piece-clears-block', 'stream.chunk-independent', 'forgets the block at every piece', {
    lines: repacking((piece, isFirst, reader, onLine) => {
      if (!isFirst && piece.length > 1) onLine('')
      reader.push(piece)
    }),
  }),
  mutant('leaks', 'stream.fresh-state', 'starts with what the stream before has left behind', leaking()),
  mutant('waits-at-cr', 'line.cr-at-once', 'waits for the byte after a CR', { lines: waiting('ends its line') }),
  mutant('loses-last-cr', 'end.cr', 'loses a CR at the end of the stream', { lines: waiting('is lost') }),
  mutant('finishes-line', 'end.unterminated-line', 'processes a last line without a line end', { lines: finishing(false) }),
  mutant('finishes-block', 'end.unterminated-line', 'processes a last line without a line end and dispatches its block', {
    lines: finishing(true),
  }),
  mutant('cr-is-blank', 'end.discard', 'takes a CR at the end of the stream for a blank line', {
    lines: ending((last, _, onLine) => {
      if (last === 0x0d) onLine('')
    }),
  }),
  mutant('long-lines-cut', 'stream.long-lines', 'cuts lines at 64 KiB', {
    line: (stream, line) => standard.line(stream, line.slice(0, 65_536)),
  }),
  mutant('many-lines-dropped', 'stream.long-lines', 'drops data after 10,000 characters', {
    data(stream, value) {
      if (stream.data.length < 10_000) standard.data(stream, value)
    },
  }),
]
