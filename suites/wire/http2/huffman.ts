import { malformed } from './flaw.ts'
import { codeLengths, endOfString } from './huffman-table.ts'

type Row = {
  /** The code of its first symbol; the others follow by one. */
  readonly firstCode: number
  readonly symbols: readonly number[]
}

const rowsOf = (lengths: readonly number[]): readonly Row[] => {
  let code = 0
  return Array.from({ length: Math.max(...lengths) + 1 }, (_, bits) => {
    const symbols = lengths.flatMap((length, symbol) => (length === bits && bits > 0 ? [symbol] : []))
    const row = { firstCode: code, symbols }
    code = (code + symbols.length) * 2
    return row
  })
}

/** By the number of bits. */
const rows = rowsOf(codeLengths)

/** The bytes that a Huffman-coded string stands for (RFC 7541, section 5.2). */
export const decodeHuffman = (coded: Uint8Array): Uint8Array => {
  const decoded: number[] = []
  let code = 0
  let bits = 0
  for (let bit = 0; bit < coded.length * 8; bit++) {
    code = code * 2 + bitOf(coded, bit)
    bits++
    const symbol = symbolOf(code, bits)
    if (symbol === undefined) continue
    if (symbol === endOfString) throw malformed('a header field holds the end-of-string code of Huffman coding, which is never sent')
    decoded.push(symbol)
    code = 0
    bits = 0
  }
  if (bits > 7 || code !== 2 ** bits - 1)
    throw malformed('a Huffman-coded header field does not end in one to seven bits of padding, all ones')
  return Uint8Array.from(decoded)
}

const bitOf = (bytes: Uint8Array, bit: number) => ((bytes[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1

const symbolOf = (code: number, bits: number) => {
  const row = rows[bits]
  return row?.symbols[code - row.firstCode]
}
