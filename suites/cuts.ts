import { generator } from './random.ts'
import type { Cuts } from './targets/adapter.ts'

/** The longest stream that is cut at every offset, in bytes. */
const exhaustive = 512
/** How many further offsets a longer stream is cut at. */
const samples = 64

/** One cut at an offset, at every offset of a short stream; at the telling and some seeded offsets of a longer one. */
export const singleCuts = (bytes: Uint8Array, seed: string): readonly Cuts[] => {
  const offsets = bytes.length <= exhaustive ? everyOffset(bytes) : [...structuralOffsets(bytes), ...seededOffsets(bytes.length, seed)]
  return [...new Set(offsets)].sort((a, b) => a - b).map((offset) => [offset])
}

/** A cut between all bytes. */
export const everyOffset = (bytes: Uint8Array): Cuts => Array.from({ length: Math.max(0, bytes.length - 1) }, (_, index) => index + 1)

/** Pieces of two bytes, from the first byte on and from the second: the pieces that begin in the middle of one CRLF and end in that of another. */
export const pairs = (bytes: Uint8Array): readonly Cuts[] =>
  [0, 1].map((phase) => everyOffset(bytes).filter((offset) => offset % 2 === phase)).filter((cuts) => cuts.length > 1)

/** One cut at each offset where parsers keep state: inside the BOM, a character, a field name, around colons and line ends. */
export const structuralOffsets = (bytes: Uint8Array): Cuts =>
  everyOffset(bytes).filter((offset) => {
    const before = bytes[offset - 1] as number
    const after = bytes[offset] as number
    return isTelling(before) || isTelling(after) || isInsideName(bytes, offset)
  })

/** CR, LF, colon, space, and every byte of a character longer than one byte. */
const isTelling = (byte: number) => byte === 0x0a || byte === 0x0d || byte === 0x3a || byte === 0x20 || byte >= 0x80

const isInsideName = (bytes: Uint8Array, offset: number): boolean => {
  const lineStart = Math.max(bytes.lastIndexOf(0x0a, offset - 1), bytes.lastIndexOf(0x0d, offset - 1)) + 1
  return offset - lineStart <= 8 && !bytes.subarray(lineStart, offset).includes(0x3a)
}

const seededOffsets = (length: number, seed: string): Cuts => {
  const random = generator(`${seed}/${length}`)
  return Array.from({ length: samples }, () => 1 + Math.floor(random() * (length - 1)))
}
