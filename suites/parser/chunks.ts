import { isDeepStrictEqual } from 'node:util'
import type { Json } from '../../spec/verdict.ts'
import { everyOffset, pairs, singleCuts, structuralOffsets } from '../cuts.ts'
import { within } from '../deadline.ts'
import { Unobserved, Violation } from '../expect.ts'
import type { Answer, Cuts } from '../targets/adapter.ts'
import { cut } from '../targets/player.ts'
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
  connection.exact ? findExactly(connection, connection.exact, search) : tryByteByByte(connection, search)

const tooSlow = () =>
  new Unobserved('not judged: the target is too slow to be asked with all telling cuts', '--timeout with more time for one case')

/** For a command, whose reads we can only suggest. */
const tryByteByByte = async (connection: ParserConnection, { stream, whole, budget, signal, read }: ChunkSearch) => {
  const cuts = everyOffset(stream)
  const answer = await within(budget, signal, tooSlow(), (signal) => connection.replay(cut(stream, cuts), { signal }))
  return isDeepStrictEqual(read(answer), read(whole)) ? undefined : { cuts, found: read(answer) }
}

/** Single cuts first: a parser that answers the whole and hangs at one cut is at fault, one that is slow for many pieces is not. */
const findExactly = async (connection: ParserConnection, parser: ExactParser, search: ChunkSearch): Promise<TellingCut | undefined> => {
  if (search.whole.ms * 3 > search.budget) throw tooSlow()
  const clock = { until: performance.now() + search.budget }
  const structural = structuralOffsets(search.stream)
  const structuralCuts = structural.map((offset) => [offset])
  const telling = await tryInTime(parser, search, structuralCuts, clock)
  if (!telling.complete) throw tooSlow()
  const everywhere = await within(Math.max(1, clock.until - performance.now()), search.signal, tooSlow(), (signal) =>
    tryCuts(parser, { ...search, signal }, [everyOffset(search.stream), ...pairs(search.stream)]),
  )
  const others = search.cuts === 'all' ? singleCuts(search.stream, search.seed).filter(([offset = 0]) => !structural.includes(offset)) : []
  const rest = await tryInTime(parser, search, others, clock)
  const [single] = [...telling.found, ...rest.found].sort((a, b) => (a.cuts[0] ?? 0) - (b.cuts[0] ?? 0))
  const fewest = single ?? (everywhere[0] && (await shrink(parser, search, everywhere[0], clock)))
  return fewest && (await isReal(connection, search, fewest)) ? fewest : undefined
}

/** Whether a cut tells also where both replays have a process of their own: what an earlier stream left behind is another clause's concern. */
const isReal = async (connection: ParserConnection, { stream, signal, read }: ChunkSearch, { cuts }: TellingCut): Promise<boolean> => {
  const whole = await connection.replay([stream], { signal, alone: true })
  try {
    const pieces = await connection.replay(cut(stream, cuts), { signal, alone: true })
    return !isDeepStrictEqual(read(pieces), read(whole))
  } catch (error) {
    if (error instanceof Violation) return true
    throw error
  }
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
  for (const one of telling.cuts.toReversed()) {
    if (performance.now() > clock.until || fewest.cuts.length === 1) break
    const [still] = await tryCuts(parser, search, [fewest.cuts.filter((offset) => offset !== one)])
    fewest = still ?? fewest
  }
  return fewest
}
