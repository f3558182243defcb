/** Words quoted for a POSIX shell. */
export const quoteWords = (words: readonly string[]): string =>
  words.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)).join(' ')

/** A printf command that writes these bytes. */
export const printf = (bytes: Uint8Array): string => {
  const written = Array.from(bytes, (byte, index) => escapeByte(byte, bytes[index + 1])).join('')
  return `printf '${written}'`
}

const named: Readonly<Record<number, string>> = { 10: '\\n', 13: '\\r', 9: '\\t', 92: '\\\\', 37: '%%', 39: `'\\''` }

const escapeByte = (byte: number, next: number | undefined): string => {
  const name = named[byte]
  if (name) return name
  if (byte >= 0x20 && byte < 0x7f) return String.fromCharCode(byte)
  const isDigitNext = next !== undefined && next >= 0x30 && next <= 0x39
  return `\\${byte.toString(8).padStart(isDigitNext ? 3 : 1, '0')}`
}
