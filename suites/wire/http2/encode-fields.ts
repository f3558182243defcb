import type { Field } from '../wire.ts'

/** A header block that spells out each field as it is: literals without indexing, without Huffman coding (RFC 7541, section 6.2.2). */
export const encodeFields = (fields: readonly Field[]): Uint8Array =>
  Buffer.concat(fields.flatMap(([name, value]) => [Buffer.of(0), ...encodeText(name), ...encodeText(value)]))

const encodeText = (text: string) => {
  const bytes = Buffer.from(text, 'latin1')
  return [encodeLength(bytes.length), bytes]
}

/** An integer with a prefix of seven bits (RFC 7541, section 5.1). */
const encodeLength = (length: number) => {
  if (length < 127) return Buffer.of(length)
  const bytes = [127]
  let left = length - 127
  for (; left >= 128; left = Math.floor(left / 128)) bytes.push((left % 128) + 128)
  return Buffer.from([...bytes, left])
}
