import type { Delivery } from './compare.tests.ts'

/** The most deliveries that are tried for a smaller one. */
const patience = 20_000

/** A delivery that still fails and has as few bytes, as few cuts and as plain bytes as trying one change at a time can find. */
export const shrink = (delivery: Delivery, fails: (delivery: Delivery) => boolean): Delivery => {
  let smallest = delivery
  let left = patience
  const stillFails = (candidate: Delivery) => left-- > 0 && fails(candidate)
  for (;;) {
    const smaller = firstOf(simpler(smallest), stillFails)
    if (!smaller) return smallest
    smallest = smaller
  }
}

const firstOf = <Item>(items: Iterable<Item>, holds: (item: Item) => boolean): Item | undefined => {
  for (const item of items) if (holds(item)) return item
  return undefined
}

/** The same with something less: large parts first, then cuts, then bytes that are not plain. */
function* simpler({ bytes, cuts }: Delivery): Generator<Delivery> {
  for (let size = bytes.length; size >= 1; size = size >> 1)
    for (let from = 0; from + size <= bytes.length; from += size) yield without(bytes, cuts, from, size)
  if (cuts.length > 0) yield { bytes, cuts: [] }
  for (const index of cuts.keys()) yield { bytes, cuts: cuts.toSpliced(index, 1) }
  for (const [at, byte] of bytes.entries()) if (byte !== plain) yield { bytes: bytes.with(at, plain), cuts }
}

/** The letter x. */
const plain = 0x78

const without = (bytes: Uint8Array, cuts: readonly number[], from: number, size: number): Delivery => ({
  bytes: Uint8Array.from([...bytes.subarray(0, from), ...bytes.subarray(from + size)]),
  cuts: cuts.map((cut) => (cut <= from ? cut : Math.max(from, cut - size))),
})
