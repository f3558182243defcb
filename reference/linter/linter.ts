import type { Limits } from '../decoder/limits.ts'
import { startsWithBom } from '../decoder/lines.ts'
import { cutLines } from './cut.ts'
import type { LintedLine } from './line.ts'
import { createReader, type Read } from './reader.ts'
import { checkUtf8 } from './utf8.ts'

/** Reads an event stream line by line (HTML 9.2.5 and 9.2.6); whatever pieces it comes in, the lines are the same. */
export type Linter = {
  /** Takes the next bytes. A line that ends in CR is told once the byte after it is here. Throws a LimitError beyond a limit. */
  push(bytes: Uint8Array): void
  /** The stream has ended: tells what it leaves unfinished. */
  end(): void
  /** Reading stops before the stream ends, so that what is unfinished is no fault of the stream. */
  stop(): void
}

/** Calls `onLine` for each line; keeps no more than the current line and block. */
export const createLinter = (onLine: (line: LintedLine) => void, limits: Limits = {}): Linter => {
  const reader = createReader(limits)
  let offset = 0
  let number = 0
  const tell = (bytes: Uint8Array, read: Read) => {
    number += 1
    onLine({ bytes, offset, number, ...read })
    offset += bytes.length
  }
  const cutter = cutLines((bytes) => {
    const read = reader.read(bytes)
    tell(bytes, { ...read, remarks: [...checkUtf8(bytes, offset), ...read.remarks] })
  }, limits.line ?? Number.POSITIVE_INFINITY)

  return {
    push: cutter.push,
    end() {
      const rest = cutter.end()
      const text = utf8.decode(offset === 0 && startsWithBom(rest) ? rest.subarray(3) : rest)
      if (rest.length > 0) tell(rest, { reading: text === '' ? bomAlone : noLineEnd, remarks: checkUtf8(rest, offset) })
      const end = reader.end(text)
      if (end) tell(new Uint8Array(), end)
    },
    stop() {
      const rest = cutter.end()
      if (rest.length > 0) tell(rest, { reading: 'reading stopped within this line', remarks: [] })
    },
  }
}

/** Reads a whole stream. */
export const lint = (bytes: Uint8Array): readonly LintedLine[] => {
  const lines: LintedLine[] = []
  const linter = createLinter((line) => lines.push(line))
  linter.push(bytes)
  linter.end()
  return lines
}

const bomAlone = 'byte order mark: taken off'
const noLineEnd = 'no line end: never processed'
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })
