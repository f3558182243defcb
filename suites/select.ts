import picomatch from 'picomatch'
import { namesOf, renames as ours, type Renames } from './renames.ts'

/** What a pattern matches: `*` within a segment, `**` across segments; a bare prefix is its whole subtree. A case goes by its old ids, too. */
export const matcher = (patterns: readonly string[], renames: Renames = ours): ((id: string) => boolean) => {
  const matches = patterns.flatMap((pattern) => {
    const bare = pattern.replace(/\/+$/, '')
    return [picomatch(bare), picomatch(`${bare}/**`)]
  })
  return (id) => namesOf(id, renames).some((name) => matches.some((match) => match(name)))
}

export type Selection = {
  readonly only?: readonly string[] | undefined
  readonly skip?: readonly string[] | undefined
  /** Part `index` (from 1) of `count` equal parts. */
  readonly shard?: { readonly index: number; readonly count: number } | undefined
  /** Old ids of cases. Default: those of the kit. */
  readonly renames?: Renames | undefined
}

/** The items that the patterns choose, in their order. */
export const select = <Item extends { readonly id: string }>(
  items: readonly Item[],
  { only, skip, shard, renames }: Selection,
): readonly Item[] => {
  const wanted = only && only.length > 0 ? matcher(only, renames) : () => true
  const unwanted = matcher(skip ?? [], renames)
  const chosen = items.filter(({ id }) => wanted(id) && !unwanted(id))
  return shard ? chosen.filter((_, position) => position % shard.count === shard.index - 1) : chosen
}
