import type { EventInput } from '../../spec/event.ts'
import { Unobserved } from '../expect.ts'
import type { Tape } from '../tape.ts'
import type { Written } from '../targets/encode-all.ts'
import { jsonLine } from '../targets/json-line.ts'
import type { Line, Manner } from './handshake.ts'
import type { Pace } from './pace.ts'

export type Asking = {
  readonly write: (events: readonly EventInput[], signal: AbortSignal) => Promise<Written>
  readonly manner: Manner
  readonly pace: Pace
  /** One case, in milliseconds. */
  readonly timeout: number
  /** Of one case. */
  readonly signal: AbortSignal
  readonly tape: Tape
}

export type Ask = {
  /** The stream of these events, but for what the target has no way to write; recorded. */
  (events: readonly EventInput[]): Promise<Written>
  /** How many events can be asked for together. */
  readonly together: number
}

/** Asks a target; what there would be no time for is not begun, so that a slow target is not taken for one that hangs. */
export const createAsk = ({ write, manner, pace, timeout, signal, tape }: Asking): Ask => {
  const until = performance.now() + timeout
  let { call } = pace
  const ask = async (events: readonly EventInput[]): Promise<Written> => {
    const given = events.flatMap((event) => asGiven(event, manner))
    const from = performance.now()
    if (from + 2 * (call + given.length * pace.event) > until) throw tooSlow()
    tape.rewind()
    for (const event of given) tape.sentLine(() => jsonLine(event))
    const written = await write(given, signal)
    if ('bytes' in written) tape.receivedStream(written.bytes)
    call = Math.max(call, performance.now() - from - given.length * pace.event)
    return written
  }
  return Object.assign(ask, { together: Math.max(1, Math.floor(timeout / 4 / Math.max(pace.event, 0.001))) })
}

const tooSlow = () =>
  new Unobserved('not judged: the target is too slow to be asked with all values', '--timeout with more time for one case')

/** An event without what the target does not write; a comment that it does not write beside data stands alone before it. */
export const asGiven = (event: EventInput, { writes }: Manner): readonly EventInput[] => {
  const { comment, ...rest } = event
  const keys = Object.entries(rest).filter(([key]) => key === 'data' || writes.has(key as Line))
  const kept: EventInput = Object.fromEntries(keys)
  if (comment === undefined) return [kept]
  if (kept.data === undefined || writes.has('comment')) return [{ comment, ...kept }]
  return writes.has('lone-comment') ? [{ comment }, kept] : [kept]
}
