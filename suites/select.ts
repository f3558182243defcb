import picomatch from 'picomatch'

/** What a pattern matches: `*` within a segment, `**` across segments; a bare prefix is its whole subtree. */
export const matcher = (patterns: readonly string[]): ((id: string) => boolean) => {
  const matches = patterns.flatMap((pattern) => {
    const bare = pattern.replace(/\/+$/, '')
    return [picomatch(bare), picomatch(`${bare}/**`)]
  })
  return (id) => matches.some((match) => match(id))
}

export type Selection = {
  readonly only?: readonly string[] | undefined
  readonly skip?: readonly string[] | undefined
  /** Part `index` (from 1) of `count` equal parts. */
  readonly shard?: { readonly index: number; readonly count: number } | undefined
}

/** The items that the patterns choose, in their order. */
export const select = <Item extends { readonly id: string }>(items: readonly Item[], { only, skip, shard }: Selection): readonly Item[] => {
  const wanted = only && only.length > 0 ? matcher(only) : () => true
  const unwanted = matcher(skip ?? [])
  const chosen = items.filter(({ id }) => wanted(id) && !unwanted(id))
  return shard ? chosen.filter((_, position) => position % shard.count === shard.index - 1) : chosen
}
