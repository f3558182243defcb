/**
 * How a secret may be written, as sources of regular expressions: as it is, with any of its characters escaped (JSON, URL, HTML,
 * shell, printf) or its UTF-8 read as Latin-1; in hex; and in base64, wherever it stands in what was encoded.
 * The last source finds its beginning before an ellipsis, where a text was cut.
 */
export const formsOf = (secret: string): readonly string[] => {
  const units = Array.from(secret, unitOf)
  const [utf8, latin1] = [Buffer.from(secret), Buffer.from(secret, 'latin1')]
  const isLatin1 = !utf8.equals(latin1) && latin1.toString('latin1') === secret
  const encoded = (isLatin1 ? [utf8, latin1] : [utf8]).flatMap((bytes) => [hexOf(bytes), ...[0, 1, 2].map((skip) => base64Of(bytes, skip))])
  return [units.join(''), ...encoded, beginningOf(units)]
}

/** Any four characters or more that a text ends with before it says that it was cut. */
const beginningOf = (units: readonly string[]): string => {
  const rest = units.slice(4).reduceRight((after, unit) => `(?:${unit}${after})?`, '')
  return `${units.slice(0, 4).join('')}${rest}(?=…)`
}

const literal = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')

const anyCase = (hex: string) => hex.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`)

const hexDigits = (byte: number) => anyCase(byte.toString(16).padStart(2, '0'))

const hexOf = (bytes: Uint8Array) => Array.from(bytes, hexDigits).join('[ :-]?')

/** All the ways to write one character; the character itself comes last, so that an escape that begins with it is taken whole. */
const unitOf = (char: string): string => {
  const bytes = [...Buffer.from(char)]
  const percent = (all: readonly number[]) => all.map((byte) => `%(?:25)*${hexDigits(byte)}`).join('')
  if (/^[a-z0-9]$/i.test(char)) return `(?:${char}|${percent(bytes)})`
  const code = char.codePointAt(0) as number
  const ways = [
    ...(special[char] ?? []),
    percent(bytes),
    literal(Buffer.from(bytes).toString('latin1')),
    ...(code > 0x7f && code <= 0xff ? [percent([code])] : []),
    Array.from({ length: char.length }, (_, at) => `\\\\+u${anyCase(char.charCodeAt(at).toString(16).padStart(4, '0'))}`).join(''),
    bytes.map((byte) => `\\\\+x${hexDigits(byte)}`).join(''),
    bytes.map((byte) => `\\\\+0*${byte.toString(8)}`).join(''),
    `&(?:amp;)*#0*${code};`,
    `&(?:amp;)*#[xX]0*${anyCase(code.toString(16))};`,
    char === '\\' ? literal(char) : `\\\\*${literal(char)}`,
  ]
  return `(?:${[...new Set(ways)].join('|')})`
}

const special: Readonly<Record<string, readonly string[]>> = {
  ' ': ['\\+'],
  '%': ['%%'],
  '&': ['&(?:amp;)+'],
  '<': ['&(?:amp;)*lt;'],
  '>': ['&(?:amp;)*gt;'],
  '"': ['&(?:amp;)*quot;'],
  "'": [`'\\\\''`, `'"'"'`, '&(?:amp;)*apos;'],
  '\\': ['\\\\{4}', '\\\\{2}'],
  '\b': ['\\\\+b'],
  '\t': ['\\\\+t'],
  '\n': ['\\\\+n'],
  '\f': ['\\\\+f'],
  '\r': ['\\\\+r'],
}

const alphabet = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'].concat(
  '(?:[+-]|%(?:25)*2[bB])',
  '(?:\\\\*/|_|%(?:25)*2[fF])',
)

/** The digits that bytes have a part in, after `skip` bytes that nothing is known of; those at the ends are shared with others. */
const base64Of = (bytes: Uint8Array, skip: number): string => {
  const bitAt = (at: number): number | undefined => {
    const byte = bytes[(at >> 3) - skip]
    return at < 8 * skip || byte === undefined ? undefined : (byte >> (7 - (at & 7))) & 1
  }
  const [first, last] = [Math.floor((8 * skip) / 6), Math.ceil((8 * (skip + bytes.length)) / 6)]
  return Array.from({ length: last - first }, (_, index) =>
    digitOf(Array.from({ length: 6 }, (_, bit) => bitAt(6 * (first + index) + bit))),
  ).join('')
}

/** A digit some of whose six bits may be unknown. */
const digitOf = (bits: readonly (number | undefined)[]): string => {
  const fits = alphabet.filter((_, value) => bits.every((bit, at) => bit === undefined || bit === ((value >> (5 - at)) & 1)))
  return fits.length === 1 ? fits.join('') : `(?:${fits.join('|')})`
}
