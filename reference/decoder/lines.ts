import { LimitError } from './limits.ts'

const LF = 0x0a
const CR = 0x0d

/** Takes bytes as they come and hands on whole lines. */
export type LineReader = {
  push(bytes: Uint8Array): void
  end(): void
}

/** Builds a reader that gives each line, decoded and without its line end, to `onLine`. */
export type LineReaderFactory = (onLine: (line: string) => void, limit: number) => LineReader

/**
 * Cuts bytes at CRLF, at LF, and at a CR that no LF follows (HTML 9.2.5), in whatever pieces they come.
 * No line end is a byte inside a UTF-8 sequence, and a malformed sequence never swallows one,
 * so cutting bytes first and decoding each line gives what decoding first would give.
 * `limit` bounds a line in bytes; beyond it `push` throws a LimitError.
 */
export const splitLines = (onLine: (line: Uint8Array) => void, limit: number): LineReader => {
  const rest = createRest(limit)
  let afterCr = false // line.crlf: an LF right after a CR belongs to that line end

  return {
    push(bytes) {
      if (bytes.length === 0) return
      let start = afterCr && bytes[0] === LF ? 1 : 0
      afterCr = false
      let lf = indexOf(bytes, LF, start) // line.lf
      let cr = indexOf(bytes, CR, start) // line.cr
      while (lf !== cr) {
        const end = Math.min(lf, cr)
        onLine(rest.complete(bytes.subarray(start, end)))
        const isCrlf = end === cr && bytes[end + 1] === LF
        afterCr = end === cr && end === bytes.length - 1
        start = end + (isCrlf ? 2 : 1)
        if (lf < start) lf = indexOf(bytes, LF, start)
        if (cr < start) cr = indexOf(bytes, CR, start)
      }
      rest.keep(bytes.subarray(start))
    },
    end() {
      // end.unterminated-line: what has no line end is never processed; end.cr: a last CR has ended its line already
    },
  }
}

/** Where `byte` stands next, or Infinity. */
const indexOf = (bytes: Uint8Array, byte: number, from: number): number => {
  const index = bytes.indexOf(byte, from)
  return index === -1 ? Number.POSITIVE_INFINITY : index
}

/** The beginning of a line whose end has not come yet, in a buffer that doubles, so that tiny pieces cost little. */
export const createRest = (limit: number) => {
  let buffer = new Uint8Array(0)
  let length = 0
  const append = (piece: Uint8Array) => {
    if (length + piece.length > limit) throw new LimitError('line-too-long', limit)
    if (length + piece.length > buffer.length) {
      const larger = new Uint8Array(Math.max(256, 2 * (length + piece.length)))
      larger.set(buffer.subarray(0, length))
      buffer = larger
    }
    buffer.set(piece, length)
    length += piece.length
  }
  return {
    keep: append,
    /** The whole line; it is only lent, until the next call. */
    complete(piece: Uint8Array): Uint8Array {
      if (length === 0 && piece.length <= limit) return piece
      append(piece)
      const line = buffer.subarray(0, length)
      length = 0
      if (buffer.length > 65_536) buffer = new Uint8Array(0)
      return line
    },
  }
}

/** UTF-8 decode (Encoding 6): one leading BOM goes, malformed parts become U+FFFD. */
export const readLines: LineReaderFactory = (onLine, limit) => {
  const utf8 = new TextDecoder('utf-8', { ignoreBOM: true }) // utf8.decode, utf8.malformed; bom.only-first: it keeps every BOM
  let atStart = true
  return splitLines((line) => {
    const bytes = atStart && startsWithBom(line) ? line.subarray(3) : line // bom.leading
    atStart = false
    onLine(bytes.length === 0 ? '' : utf8.decode(bytes))
  }, limit)
}

export const startsWithBom = (line: Uint8Array): boolean => line[0] === 0xef && line[1] === 0xbb && line[2] === 0xbf
