import type { LintLine } from '../../../spec/lint.ts'

/** Keeps what a report shows of a stream of any length. */
export type Keep = { readonly add: (line: LintLine) => void; readonly lines: () => readonly LintLine[] }

/** The first lines, the last lines, and as many with remarks between them; of each line at most 4 KB. */
export const createKeep = (most = 500): Keep => {
  const first: LintLine[] = []
  const remarked: LintLine[] = []
  const last: LintLine[] = []
  return {
    add(line) {
      const kept = shortened(line)
      if (first.length < most) return void first.push(kept)
      last.push(kept)
      if (last.length <= most) return
      const leaving = last.shift()
      if (leaving && leaving.remarks.length > 0 && remarked.length < most) remarked.push(leaving)
    },
    lines: () => [...first, ...remarked, ...last],
  }
}

const widest = 4096

const shortened = (line: LintLine): LintLine => {
  if (typeof line.bytes === 'string' && 3 * line.bytes.length <= widest && line.reading.length <= widest) return line
  const reading = line.reading.length > widest ? `${line.reading.slice(0, widest)}…` : line.reading
  const all = typeof line.bytes === 'string' ? Buffer.from(line.bytes) : Buffer.from(line.bytes.base64, 'base64')
  if (all.length <= widest) return { ...line, reading }
  const end = typeof line.bytes === 'string' ? characterStart(all, widest) : widest
  const kept = all.subarray(0, end)
  return {
    ...line,
    reading,
    bytes: typeof line.bytes === 'string' ? kept.toString() : { base64: kept.toString('base64') },
    omitted: all.length - end,
  }
}

/** The last place up to `at` that is not within a character. */
const characterStart = (bytes: Uint8Array, at: number): number => {
  let start = at
  while (((bytes[start] ?? 0) & 0xc0) === 0x80) start -= 1
  return start
}
