import { isDeepStrictEqual } from 'node:util'
import type { Json } from '../../spec/verdict.ts'
import { everyOffset, singleCuts, structuralOffsets } from '../cuts.ts'
import { Unobserved } from '../expect.ts'
import type { Answer, Cuts } from '../targets/adapter.ts'
import type { ExactParser, ParserConnection } from '../targets/target.ts'

/** Cuts, and what a parser made of the stream with them when that is not what it makes of the whole. */
export type TellingCut = { readonly cuts: Cuts; readonly found: Json }

export type ChunkSearch = {
  readonly stream: Uint8Array
  readonly whole: Answer
  readonly seed: string
  /** `telling`: only where parsers keep state. */
  readonly cuts: 'telling' | 'all'
  /** How long the search may take, in milliseconds. */
  readonly budget: number
  readonly signal: AbortSignal
  /** What an answer says, in the keys that are judged. */
  readonly read: (answer: Answer) => Json
}

/** The fewest cuts, and the lowest, that change what a parser makes of a stream. */
export const findTellingCut = (connection: ParserConnection, search: ChunkSearch): Promise<TellingCut | undefined> =>
  connection.exact ? findExactly(connection.exact, search) : tryByteByByte(connection, search)

/** For a command, whose pieces we can only suggest. */
const tryByteByByte = async (connection: ParserConnection, { stream, whole, signal, read }: ChunkSearch) => {
  const cuts = everyOffset(stream)
  const answer = await connection.replay(
    Array.from(stream, (byte) => Uint8Array.of(byte)),
    { signal },
  )
  return isDeepStrictEqual(read(answer), read(whole)) ? undefined : { cuts, found: read(answer) }
}

const findExactly = async (parser: ExactParser, search: ChunkSearch): Promise<TellingCut | undefined> => {
  const everywhere = everyOffset(search.stream)
  const telling = structuralOffsets(search.stream).map((offset) => [offset])
  const all = search.cuts === 'all' ? singleCuts(search.stream, search.seed) : []
  const others = all.filter(([offset]) => !telling.some(([known]) => known === offset))
  const clock = { until: performance.now() + search.budget }
  const first = await tryInTime(parser, search, [everywhere, ...telling], clock)
  if (!first.complete)
    throw new Unobserved(
      `not judged: the target is too slow for all ${telling.length + 1} telling cuts`,
      '--timeout with more time for one case',
    )
  const rest = await tryInTime(parser, search, others, clock)
  const found = [...first.found, ...rest.found].sort((a, b) => a.cuts.length - b.cuts.length || (a.cuts[0] ?? 0) - (b.cuts[0] ?? 0))
  const [fewest] = found
  return fewest && fewest.cuts.length > 1 ? shrink(parser, search, fewest, clock) : fewest
}

type Clock = { readonly until: number }

/** Replays in batches that grow as far as the target's speed allows, until all are done or the time is used up. */
const tryInTime = async (parser: ExactParser, search: ChunkSearch, cutLists: readonly Cuts[], clock: Clock) => {
  const found: TellingCut[] = []
  let size = 1
  let done = 0
  while (done < cutLists.length && performance.now() < clock.until) {
    const began = performance.now()
    const batch = cutLists.slice(done, done + size)
    found.push(...(await tryCuts(parser, search, batch)))
    done += batch.length
    const each = (performance.now() - began) / batch.length
    size = Math.max(1, Math.min(256, size * 4, Math.floor((clock.until - performance.now()) / 4 / each)))
  }
  return { found, complete: done >= cutLists.length }
}

const tryCuts = async (
  parser: ExactParser,
  { stream, whole, signal, read }: ChunkSearch,
  cutLists: readonly Cuts[],
): Promise<TellingCut[]> => {
  const differing = await parser.replayCuts(stream, cutLists, { whole, signal })
  return differing
    .map(({ cuts, answer }) => ({ cuts, found: 'failed' in answer ? { threw: answer.failed } : read(answer) }))
    .filter(({ found }) => !isDeepStrictEqual(found, read(whole)))
}

/** Leaves out cuts as long as the rest still tells, from the last to the first. */
const shrink = async (parser: ExactParser, search: ChunkSearch, telling: TellingCut, clock: Clock): Promise<TellingCut> => {
  let fewest = telling
  for (const cut of telling.cuts.toReversed()) {
    if (performance.now() > clock.until || fewest.cuts.length === 1) break
    const [still] = await tryCuts(parser, search, [fewest.cuts.filter((offset) => offset !== cut)])
    fewest = still ?? fewest
  }
  return fewest
}
