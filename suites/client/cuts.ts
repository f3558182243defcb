import { everyOffset, pairs, structuralOffsets } from '../cuts.ts'
import { generator } from '../random.ts'

/** How many single cuts a stream is shown with, where not all are asked for. */
const few = { telling: 4, all: 12 } as const

/** A longer stream is cut at so many places at once. */
const longest = 512

/** Where a stream is cut, one list for each time that it is shown: at every byte, between pairs, and once at some telling places. */
export const cutsOf = (bytes: Uint8Array, seed: string, cuts: 'telling' | 'all'): readonly (readonly number[])[] => {
  const telling = structuralOffsets(bytes).map((offset) => [offset])
  const random = generator(`${seed}/${bytes.length}`)()
  const step = Math.ceil(telling.length / few[cuts])
  const shown = telling.filter((_, index) => index % step === (cuts === 'all' ? Math.floor(random * step) : 0))
  const dense = bytes.length <= longest ? [everyOffset(bytes), ...pairs(bytes)] : [sparse(bytes)]
  return [...dense, ...shown].filter((list) => list.length > 0)
}

const sparse = (bytes: Uint8Array): readonly number[] =>
  everyOffset(bytes).filter((offset) => offset % Math.ceil(bytes.length / longest) === 0)
