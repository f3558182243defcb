import type { Remark } from './line.ts'

type LineEnd = 'CR' | 'LF' | 'CRLF'

const endOf = (bytes: Uint8Array): LineEnd => {
  if (bytes.at(-1) === 0x0d) return 'CR'
  return bytes.at(-2) === 0x0d ? 'CRLF' : 'LF'
}

const isBlank = (bytes: Uint8Array, end: LineEnd): boolean => bytes.length === end.length - (end === 'CRLF' ? 2 : 1)

/** Watches for pairs of line ends that look like one, since readers see an empty line between them. */
export const createEndCheck = () => {
  let before: LineEnd | undefined
  return (bytes: Uint8Array): readonly Remark[] => {
    const end = endOf(bytes)
    const pair = `${before} ${end}`
    before = end
    if (!isBlank(bytes, end) || (pair !== 'CR CRLF' && pair !== 'LF CR')) return []
    const written = pair === 'CR CRLF' ? 'CR CR LF' : pair
    return [
      {
        clause: 'grammar.line-ends-mixed',
        message: `${written} is two line ends with an empty line between them; if one is meant, write LF`,
      },
    ]
  }
}
