import type { Read, Reads } from './reads.ts'

/** How a connection ended while more was wanted. */
export type Ended = Exclude<Read, { readonly kind: 'bytes' }>

/** Bytes of a connection in the portions that a protocol asks for; holds no more than one portion. */
export type Intake = {
  /** A line with its LF; `too-long` beyond `limit` bytes. */
  line(limit: number): Promise<{ readonly line: Buffer; readonly at: number } | Ended | 'too-long'>
  /** Between 1 and `most` bytes, as soon as there are any. */
  some(most: number): Promise<{ readonly bytes: Buffer; readonly at: number } | Ended>
  /** What has come and was not asked for yet. */
  rest(): Buffer
}

const LF = 0x0a

export const createIntake = (reads: Reads): Intake => {
  let held: Buffer = Buffer.alloc(0)
  let at = 0
  const take = (length: number) => {
    const bytes = held.subarray(0, length)
    held = held.subarray(length)
    return bytes
  }
  /** Reads on; what is held stays in front. */
  const grow = async (): Promise<Ended | undefined> => {
    const read = await reads.next()
    if (read.kind !== 'bytes') return read
    held = held.length === 0 ? read.bytes : Buffer.concat([held, read.bytes])
    at = read.at
    return undefined
  }
  return {
    async line(limit) {
      for (let searched = 0; ; ) {
        const end = held.indexOf(LF, searched)
        if (end >= limit || (end === -1 && held.length >= limit)) return 'too-long'
        if (end !== -1) return { line: take(end + 1), at }
        searched = held.length
        const ended = await grow()
        if (ended) return ended
      }
    },
    async some(most) {
      const ended = held.length === 0 ? await grow() : undefined
      return ended ?? { bytes: take(most), at }
    },
    rest: () => take(held.length),
  }
}
