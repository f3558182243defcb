import { closest, distance } from 'fastest-levenshtein'

/** `; did you mean "x"?` with the known name that is nearest to an unknown one, or nothing when none is near. */
export const didYouMean = (unknown: string, known: readonly string[]): string => {
  if (known.length === 0) return ''
  const name = closest(unknown, [...known])
  return distance(unknown, name) <= Math.max(2, unknown.length / 2) ? `; did you mean "${name}"?` : ''
}
