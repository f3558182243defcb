import type { StreamPiece } from './vector.ts'

/** Everything that an eye cannot see, or that moves what it sees: controls, formats (bidi, zero-width, BOM), lone surrogates, odd spaces. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{DI}\p{Noncharacter_Code_Point}]|(?! )\p{Zs}/u
const unseenOrQuoted = new RegExp(`${unseen.source}|[\\\\"]`, 'gu')
const unseenInProse = new RegExp(`(?![\\n\\t])(?:${unseen.source})`, 'gu')

const short: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
  '"': '\\"',
  '\\': '\\\\',
}

const escapeUnit = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
const escapeChar = (char: string) => short[char] ?? char.split('').map(escapeUnit).join('')

/**
 * The text of a value, with all that is invisible in it as JSON escapes, and backslash and quote escaped too:
 * between quotes it is JSON and JavaScript for the same text, so nothing is ambiguous and everything can be copied.
 */
export const visible = (text: string): string => text.replace(unseenOrQuoted, escapeChar)

/** The same for prose and commands, which are read as they stand: backslash, quote, LF and TAB stay. */
export const legible = (text: string): string => text.replace(unseenInProse, escapeChar)

/** The bytes of a document: text as `visible` shows it, but for quotes, or ASCII with all else as \\xHH where they are no text. */
export const visibleBytes = (bytes: StreamPiece): string => {
  if (typeof bytes === 'string') return visible(bytes).replaceAll('\\"', '"')
  return Array.from(atob(bytes.base64), (char) => (char <= '\x7f' ? visibleBytes(char) : `\\x${char.charCodeAt(0).toString(16)}`)).join('')
}
