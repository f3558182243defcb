/** Whole numbers from 0 up to `bound`. */
export type Random = (bound: number) => number

/** The same numbers for the same seed (mulberry32). */
export const createRandom = (seed: number): Random => {
  let state = seed | 0
  return (bound) => {
    state = (state + 0x6d2b79f5) | 0
    const mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    const again = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((again ^ (again >>> 14)) >>> 0) % bound
  }
}

export const oneIn = (random: Random, bound: number): boolean => random(bound) === 0

export const pick = <Item>(random: Random, items: readonly Item[]): Item => items[random(items.length)] as Item

/** From `least` to `most` results of `make`. */
export const several = <Item>(random: Random, least: number, most: number, make: () => Item): Item[] =>
  Array.from({ length: least + random(most - least + 1) }, make)
