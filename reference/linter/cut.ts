import { createRest } from '../decoder/lines.ts'

const LF = 0x0a
const CR = 0x0d

/**
 * Cuts a stream after every line end and hands on each line with it, in whatever pieces they come.
 * A CR waits for the byte after it, which may be its LF. `limit` bounds a line in bytes; beyond it `push` throws a LimitError.
 */
export const cutLines = (onLine: (bytes: Uint8Array) => void, limit: number) => {
  const rest = createRest(limit)
  let afterCr = false // line.crlf: what is kept ends in a CR whose LF may still come
  const complete = (piece: Uint8Array) => onLine(rest.complete(piece).slice())

  return {
    push(bytes: Uint8Array): void {
      if (bytes.length === 0) return
      let start = 0
      if (afterCr) {
        start = bytes[0] === LF ? 1 : 0
        complete(bytes.subarray(0, start))
      }
      afterCr = bytes.at(-1) === CR
      const last = afterCr ? bytes.length - 1 : bytes.length
      for (let at = start; at < last; at += 1) {
        if (bytes[at] !== LF && (bytes[at] !== CR || bytes[at + 1] === LF)) continue
        complete(bytes.subarray(start, at + 1))
        start = at + 1
      }
      rest.keep(bytes.subarray(start))
    },
    /** What is left without a line end. */
    end(): Uint8Array {
      if (afterCr) complete(new Uint8Array()) // end.cr
      afterCr = false
      return rest.complete(new Uint8Array()).slice()
    },
  }
}
