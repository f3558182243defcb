/** A piece of a report that is left out as a whole; the greater the rank, the sooner. `what` is counted in the note. */
export type Part = { readonly rank: number; readonly what: string; readonly text: string }

const sizeOf = (text: string) => new TextEncoder().encode(text).length

/** The parts in their order, without the least important ones where all are more than `limit` bytes; a last line says so. */
export const fitted = (parts: readonly Part[], limit: number): string => {
  if (parts.reduce((sum, { text }) => sum + sizeOf(text), 0) <= limit) return parts.map(({ text }) => text).join('')
  const kept = mostImportant(parts, limit - room)
  const left = parts.filter((part) => !kept.has(part))
  const told = parts.filter((part) => kept.has(part)).map(({ text }) => text)
  return `${told.join('')}**Left out, since this text may have ${limit.toLocaleString('en')} bytes:** ${counted(left)}. The HTML report has everything.\n`
}

/** What the note may take. */
const room = 1000

const mostImportant = (parts: readonly Part[], limit: number): ReadonlySet<Part> => {
  const kept = new Set<Part>()
  let size = 0
  for (const part of parts.toSorted((a, b) => a.rank - b.rank)) {
    const grown = size + sizeOf(part.text)
    if (grown > limit) continue
    kept.add(part)
    size = grown
  }
  return kept
}

const counted = (parts: readonly Part[]): string => {
  const counts = new Map<string, number>()
  for (const { what } of parts) counts.set(what, (counts.get(what) ?? 0) + 1)
  return [...counts].map(([what, count]) => `${count} × ${what}`).join(', ')
}
