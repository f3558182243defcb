/** The lines of a stream up to an empty one, as they came, with it; `at` is when its end came, as of performance.now(). */
export type Block = { readonly bytes: Uint8Array; readonly at: number }

export type Splitter = {
  push(bytes: Uint8Array, at: number): void
  /** What has come of a block that has not ended. */
  rest(): Uint8Array
  /** Its length in bytes. */
  readonly pending: number
  /** Forgets it. */
  drop(): void
}

const lf = 0x0a
const cr = 0x0d

/** Cuts a stream after each empty line (HTML 9.2.5), wherever its pieces were cut. What of a line end comes late belongs to nobody. */
export const createSplitter = (onBlock: (block: Block) => void): Splitter => {
  let pieces: Uint8Array[] = []
  let [pending, isAtLineStart, isAfterCr] = [0, true, false]
  const keep = (bytes: Uint8Array) => {
    if (bytes.length === 0) return
    pieces.push(bytes.slice())
    pending += bytes.length
  }
  const finish = (at: number) => {
    const bytes = Buffer.concat(pieces)
    ;[pieces, pending] = [[], 0]
    onBlock({ bytes, at })
  }
  return {
    push(bytes, at) {
      let from = 0
      const lineEnds = lineEndsOf(bytes)
      for (let index = 0; index < bytes.length; index += 1) {
        const byte = bytes[index]
        const isRestOfCrlf = byte === lf && isAfterCr
        isAfterCr = byte === cr
        if (isRestOfCrlf) {
          if (pending === 0 && index === from) from = index + 1
          continue
        }
        if (byte !== lf && byte !== cr) {
          isAtLineStart = false
          index = lineEnds.after(index) - 1
          continue
        }
        if (!isAtLineStart) {
          isAtLineStart = true
          continue
        }
        const end = byte === cr && bytes[index + 1] === lf ? index + 2 : index + 1
        keep(bytes.subarray(from, end))
        from = end
        finish(at)
      }
      keep(bytes.subarray(Math.min(from, bytes.length)))
    },
    rest: () => Buffer.concat(pieces),
    get pending() {
      return pending
    },
    drop() {
      ;[pieces, pending] = [[], 0]
    },
  }
}

/** Finds the next CR or LF, and looks at no byte twice for either. */
const lineEndsOf = (bytes: Uint8Array) => {
  const next = [lf, cr].map((byte) => ({ byte, at: -1 }))
  return {
    after(index: number): number {
      for (const end of next) {
        if (end.at > index) continue
        const found = bytes.indexOf(end.byte, index + 1)
        end.at = found < 0 ? bytes.length : found
      }
      return Math.min(...next.map(({ at }) => at))
    },
  }
}
