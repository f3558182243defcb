import { everyOffset, pairs, singleCuts, structuralOffsets } from '../cuts.ts'

/** How many single cuts a stream is shown with, where not all are asked for. */
const few = 4

/** Where a stream is cut, one list for each time that it is shown: at every byte, between pairs, and once at each telling place. */
export const cutsOf = (bytes: Uint8Array, seed: string, cuts: 'telling' | 'all'): readonly (readonly number[])[] => {
  const telling = structuralOffsets(bytes).map((offset) => [offset])
  const singles = cuts === 'all' && bytes.length <= 24 ? singleCuts(bytes, seed) : telling
  const shown = cuts === 'all' ? singles : singles.filter((_, index) => index % Math.ceil(singles.length / few) === 0)
  return [everyOffset(bytes), ...pairs(bytes), ...shown].filter((list) => list.length > 0)
}
