import type { EventInput } from '../../spec/event.ts'
import { within } from '../deadline.ts'
import { silence, Unclear, Violation } from '../expect.ts'
import { createPatience } from '../patience.ts'
import type { Session, SessionOptions } from '../session.ts'
import type { Written } from '../targets/encode-all.ts'
import type { EncoderConnection } from '../targets/encoder-connection.ts'
import { SetupError } from '../targets/setup-error.ts'
import { worldOf } from './bench.ts'
import { canWrite, contract, findManner, type Line, needOf } from './handshake.ts'
import { findPace, nothing } from './pace.ts'
import type { EncoderWorld } from './world.ts'

export type EncoderOptions = SessionOptions & {
  /** `telling`: only the examples of each case, and no random values. */
  readonly cuts: 'telling' | 'all'
}

/** Shakes hands with an encoder and finds out which lines it writes, and how fast. */
export const greetEncoder = async (connection: EncoderConnection, options: EncoderOptions): Promise<Session<EncoderWorld>> => {
  const patiently = createPatience()
  const write = (events: readonly EventInput[], signal: AbortSignal) => patiently(signal, () => connection.write(events, { signal }))
  const ask = (...events: readonly EventInput[]): Promise<Written> =>
    within(options.timeout, options.signal, silence(options.timeout), (signal) => connection.write(events, { signal }))
  const manner = await findManner(
    (event) => ask(event).catch(refuse),
    (event) => ask(event).catch(nothing),
  )
  const pace = await findPace(ask)
  const { seed, timeout, cuts } = options
  return {
    lacks: (need) => !(Object.keys(needOf) as Line[]).some((line) => needOf[line] === need && canWrite(line, manner)),
    run: async (item, signal, tape) => item.run(worldOf({ write, manner, pace, signal, tape, seed, timeout, cuts })),
    reproduce: (caseId, tape) => connection.reproduce(caseId, seed, tape.sentLines()),
  }
}

/** Turns what went wrong with the first event into a failure of the set-up. */
const refuse = (error: unknown): never => {
  if (!(error instanceof Violation || error instanceof Unclear)) throw error
  const detail = 'actual' in error && typeof error.actual === 'string' ? error.actual : undefined
  throw new SetupError(`no usable answer to a plain event: ${error.message}`, contract, detail)
}
