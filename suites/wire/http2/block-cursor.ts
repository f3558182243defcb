import { malformed } from './flaw.ts'
import { decodeHuffman } from './huffman.ts'

/** Far more than a header block can hold, and far from where numbers lose their exactness. */
const largestInteger = 2 ** 28

/** Reads the parts of a header block one after the other (RFC 7541, section 5). */
export const createBlockCursor = (block: Uint8Array) => {
  let at = 0

  const byte = () => {
    const next = block[at++]
    if (next === undefined) throw malformed('a header block ends in the middle of a field')
    return next
  }
  /** With the first byte's `prefix` lower bits (section 5.1). */
  const integer = (prefix: number): number => {
    const most = 2 ** prefix - 1
    let value = byte() & most
    if (value < most) return value
    for (let weight = 1; ; weight *= 128) {
      const next = byte()
      value += (next & 0x7f) * weight
      if (value > largestInteger || weight > largestInteger)
        throw malformed('a header block holds a number too large for any length or index')
      if (next < 0x80) return value
    }
  }
  const text = (): string => {
    const coded = (block[at] ?? 0) >= 0x80
    const length = integer(7)
    if (length > block.length - at) throw malformed('a header block ends in the middle of a field')
    const bytes = block.subarray(at, at + length)
    at += length
    return Buffer.from(coded ? decodeHuffman(bytes) : bytes).toString('latin1')
  }
  return { peek: () => block[at], integer, text }
}
