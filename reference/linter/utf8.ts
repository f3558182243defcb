import type { Remark } from './line.ts'

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

const isWellFormed = (bytes: Uint8Array): boolean => {
  try {
    strict.decode(bytes)
    return true
  } catch {
    return false
  }
}

/** What is wrong with the encoding of a line that starts at this offset of the stream; the first place only. */
export const checkUtf8 = (bytes: Uint8Array, offset: number): readonly Remark[] => {
  if (isWellFormed(bytes)) return []
  const at = firstMalformed(bytes)
  return [
    {
      clause: 'grammar.utf8',
      message: `malformed UTF-8 at byte ${offset + at} (${hex(bytes.subarray(at, at + 2))}): ${causeOf(bytes, at, offset)}`,
    },
  ]
}

const firstMalformed = (bytes: Uint8Array): number => {
  let at = 0
  while (at < bytes.length) {
    const length = lengthAfter(bytes[at] ?? 0)
    if (length > 1 && !isWellFormed(bytes.subarray(at, at + length))) return at
    at += length
  }
  return at
}

/** How many bytes a sequence has that starts with this one; a byte that starts none fails with any. */
const lengthAfter = (lead: number): number => {
  if (lead < 0x80) return 1
  if (lead < 0xe0) return 2
  return lead < 0xf0 ? 3 : 4
}

const causeOf = (bytes: Uint8Array, at: number, offset: number): string => {
  const [first = 0, second = 0] = bytes.subarray(at)
  if (offset + at === 0 && ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)))
    return 'UTF-16 starts like this; write the stream as UTF-8'
  if (first === 0xed && second >= 0xa0 && second <= 0xbf) return 'half of a surrogate pair, which UTF-8 never holds; readers see U+FFFD'
  return 'readers see U+FFFD in its place'
}

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join(' ')
