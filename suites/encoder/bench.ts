import { isDeepStrictEqual } from 'node:util'
import type { EventInput } from '../../spec/event.ts'
import type { Json } from '../../spec/verdict.ts'
import { Unobserved, Violation } from '../expect.ts'
import type { Tape } from '../tape.ts'
import type { Written } from '../targets/encode-all.ts'
import { jsonLine } from '../targets/json-line.ts'
import type { Manner } from './handshake.ts'
import { expectationOf, readingOf } from './meaning.ts'
import { type ReadBack, readBack } from './read-back.ts'
import { search } from './search.ts'
import type { EncoderWorld, Hostile, Neutralised } from './world.ts'

export type Bench = {
  readonly write: (events: readonly EventInput[], signal: AbortSignal) => Promise<Written>
  readonly manner: Manner
  /** How long the target took for the greeting, in milliseconds. */
  readonly pace: number
  readonly seed: string
  readonly cuts: 'telling' | 'all'
  /** One case, in milliseconds. */
  readonly timeout: number
  /** Of one case. */
  readonly signal: AbortSignal
  readonly tape: Tape
}

/** The world of one encoder case. */
export const worldOf = (bench: Bench): EncoderWorld => {
  const { manner, seed, signal, timeout } = bench
  const ask = createAsk(bench)
  const options = { seed, signal, budget: bench.cuts === 'all' ? Math.min(400, timeout / 10) : 0 }
  const asked = (event: EventInput) => onlyWritten(event, manner)

  const carriesAll = async (events: readonly EventInput[]) => {
    const given = events.map(asked)
    const read = readBack(bytesOf(await ask(given), given))
    const [expected, actual] = [expectationOf(given, manner), readingOf(read, given, manner)]
    if (!isDeepStrictEqual(actual, expected)) throw new Violation(`${shown(given)} is read back otherwise`, { expected, actual })
  }
  const contained = async ({ event, harmless }: Hostile, check: (written: Neutralised) => void) => {
    const before = readBack(accepted(await ask([asked(harmless)]), harmless))
    const written = await ask([asked(event)])
    const hostile = 'bytes' in written ? readBack(written.bytes) : undefined
    if ('bytes' in written && hostile && hostile.fields.length > 0)
      return check({ given: event, hostile, harmless: before, bytes: written.bytes })
    accepted(await ask([asked(harmless)]), harmless)
  }
  return {
    carries: (events) => search(events, carriesAll, { ...options, together: 16 }),
    async contains(hostile, check) {
      await search(hostile, async ([one]) => contained(one as Hostile, check), { ...options, together: 1 })
    },
    async write(events) {
      const given = events.map(asked)
      return readBack(bytesOf(await ask(given), given))
    },
    async every(events, check) {
      const one = async ([event]: readonly EventInput[]) => {
        const given = [asked(event as EventInput)]
        check(readBack(bytesOf(await ask(given), given)))
      }
      await search(events, one, { ...options, together: 1 })
    },
  }
}

/** Writes events and records it; what there would be no time for is not begun, so that a slow target is not taken for one that hangs. */
const createAsk = ({ write, pace, timeout, signal, tape }: Bench) => {
  const began = performance.now()
  let longest = pace
  return async (events: readonly EventInput[]): Promise<Written> => {
    const from = performance.now()
    if (from > began + 1 && from - began + 2 * longest > timeout)
      throw new Unobserved('not judged: the target is too slow to be asked with all values', '--timeout with more time for one case')
    tape.rewind()
    for (const event of events) tape.sentLine(jsonLine(event))
    const written = await write(events, signal)
    if ('bytes' in written) tape.receivedStream(written.bytes)
    longest = Math.max(longest, performance.now() - from)
    return written
  }
}

/** An event without what the target has no way to write. */
const onlyWritten = (event: EventInput, { writes }: Manner): EventInput =>
  Object.fromEntries(Object.entries(event).filter(([key]) => key === 'data' || writes[key as keyof typeof writes]))

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
export const shown = (events: readonly EventInput[]): string => {
  const text = events.map(jsonLine).join(' ')
  return text.length > 200 ? `${text.slice(0, 200)}… (${text.length} characters)` : text
}

export type { ReadBack }
