import type { Block } from './blocks.ts'

/** What a server sends of its own accord, beside what it was asked to send. */
export type Noise = {
  /** A block that nobody asked for. */
  learn(block: Block): void
  /** Whether a block is like one that nobody asked for. */
  has(block: Block): boolean
}

export const createNoise = (): Noise => {
  const known = new Set<string>()
  return {
    learn: (block) => void known.add(likenessOf(block)),
    has: (block) => known.has(likenessOf(block)),
  }
}

/** What pings have in common: all but their numbers, times and identifiers. */
export const likenessOf = ({ bytes }: Pick<Block, 'bytes'>): string =>
  Buffer.from(bytes.subarray(0, 4096))
    .toString('latin1')
    .replace(/[0-9a-f]{8}[0-9a-f-]*|\d[\d.:,-]*/gi, '#')

/** The blocks of the first list that have their like in the second one too. */
export const common = (first: readonly Block[], second: readonly Block[]): readonly Block[] => {
  const left = second.map(likenessOf)
  return first.filter((block) => {
    const place = left.indexOf(likenessOf(block))
    if (place >= 0) left.splice(place, 1)
    return place >= 0
  })
}
