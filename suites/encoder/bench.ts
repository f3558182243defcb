import { isDeepStrictEqual } from 'node:util'
import type { EventInput } from '../../spec/event.ts'
import type { Json } from '../../spec/verdict.ts'
import { Violation } from '../expect.ts'
import type { Written } from '../targets/encode-all.ts'
import { jsonLine } from '../targets/json-line.ts'
import { type Ask, type Asking, asGiven, createAsk } from './ask.ts'
import { expectationOf, readingOf } from './meaning.ts'
import { type ReadBack, readBack } from './read-back.ts'
import { search } from './search.ts'
import type { EncoderWorld, Hostile } from './world.ts'

export type Bench = Asking & {
  readonly seed: string
  readonly cuts: 'telling' | 'all'
  /** Only some of the examples: enough to see what is wrong, and not enough to be a nuisance. */
  readonly gently?: boolean
}

/** The world of one encoder case. */
export const worldOf = (bench: Bench): EncoderWorld => {
  const { seed, signal, timeout, cuts, gently = false } = bench
  const ask = createAsk(bench)
  const options = { seed, signal, gently, together: 1, budget: cuts === 'all' ? Math.min(400, timeout / 10) : 0 }
  const written = async (events: readonly EventInput[]) => readBack(bytesOf(await ask(events), events))
  return {
    carries: (events) => search(events, (some) => carryAll(bench, ask, some), { ...options, together: ask.together }),
    contains: (hostile, check) => search(hostile, containing(bench, ask, check), options),
    write: written,
    async tryToWrite(events) {
      const answer = await ask(events)
      return 'bytes' in answer ? readBack(answer.bytes) : undefined
    },
    every: (events, check) => search(events, async (some) => check(await written(some)), options),
  }
}

const hasCr = ({ data }: EventInput) => data?.includes('\r') ?? false

const carryAll = async (bench: Bench, ask: Ask, events: readonly EventInput[]): Promise<void> => {
  const written = await ask(events)
  if ('refused' in written && events.some(hasCr)) return carryEach(bench, ask, events)
  const read = readBack(bytesOf(written, events))
  const given = events.flatMap((event) => asGiven(event, bench.manner))
  const [expected, actual] = [expectationOf(given, bench.manner), readingOf(read, given, bench.manner)]
  if (!isDeepStrictEqual(actual, expected)) throw new Violation(`${shown(given)} is read back otherwise`, { expected, actual })
}

/** One by one where some may be refused: those with a CR, while the same with LF is taken. */
const carryEach = async (bench: Bench, ask: Ask, events: readonly EventInput[]): Promise<void> => {
  for (const event of events) {
    if (events.length > 1) await carryAll(bench, ask, [event])
    else accepted(await ask([{ ...event, data: event.data?.replace(/\r\n?/g, '\n') ?? '' }]), event)
  }
}

/** The harmless event is asked before the first hostile one, and after each that is not taken. */
const containing = ({ manner }: Bench, ask: Ask, check: Parameters<EncoderWorld['contains']>[1]) => {
  let before: ReadBack | undefined
  return async (some: readonly Hostile[]): Promise<void> => {
    for (const { event, harmless } of some) {
      before ??= readBack(accepted(await ask([harmless]), harmless))
      const answer = await ask([event])
      const hostile = 'bytes' in answer ? readBack(answer.bytes) : undefined
      if (hostile && 'bytes' in answer && hostile.fields.length > 0)
        check({ given: Object.assign({}, ...asGiven(event, manner)), hostile, harmless: before, bytes: answer.bytes })
      else accepted(await ask([harmless]), harmless)
    }
  }
}

const bytesOf = (written: Written, given: readonly EventInput[]): Uint8Array => {
  if ('bytes' in written) return written.bytes
  throw new Violation(`refuses ${shown(given)}, which the format can carry`, { expected: 'a stream', actual: written.refused })
}

const accepted = (written: Written, harmless: EventInput): Uint8Array => {
  if ('bytes' in written && written.bytes.length > 0) return written.bytes
  const actual: Json = 'refused' in written ? written.refused : 'nothing'
  throw new Violation(`refuses the harmless ${shown([harmless])} too, so that its refusals say nothing`, { expected: 'a stream', actual })
}

/** Events as JSON, for a sentence. */
const shown = (events: readonly EventInput[]): string => {
  const text = events.map(jsonLine).join(' ')
  return text.length > 200 ? `${text.slice(0, 200)}… (${text.length} characters)` : text
}
