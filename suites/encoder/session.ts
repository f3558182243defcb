import type { EventInput } from '../../spec/event.ts'
import { within } from '../deadline.ts'
import { silence } from '../expect.ts'
import { createPatience } from '../patience.ts'
import type { Session, SessionOptions } from '../session.ts'
import type { EncoderConnection } from '../targets/target.ts'
import { worldOf } from './bench.ts'
import { bare, comment, greeting, type Lines, mannerOf, needOf, refuse } from './handshake.ts'
import type { EncoderWorld } from './world.ts'

export type EncoderOptions = SessionOptions & {
  /** `telling`: only the examples of each case, and no random values. */
  readonly cuts: 'telling' | 'all'
}

/** Shakes hands with an encoder and finds out which lines it writes. */
export const greetEncoder = async (connection: EncoderConnection, options: EncoderOptions): Promise<Session<EncoderWorld>> => {
  const patiently = createPatience()
  const write = (events: readonly EventInput[], signal: AbortSignal) => patiently(signal, () => connection.write(events, { signal }))
  const ask = (event: EventInput) =>
    within(options.timeout, options.signal, silence(options.timeout), (signal) => connection.write([event], { signal }))
  const unwritten = () => ({ bytes: new Uint8Array() })
  const began = performance.now()
  const toGreeting = await ask(greeting).catch(refuse)
  const pace = performance.now() - began
  const manner = mannerOf(toGreeting, await ask(bare).catch(unwritten), await ask(comment).catch(unwritten))
  return {
    lacks: (need) => Object.entries(needOf).some(([line, name]) => name === need && !manner.writes[line as keyof Lines]),
    world: (signal, tape) =>
      worldOf({ write, manner, pace, signal, tape, seed: options.seed, timeout: options.timeout, cuts: options.cuts }),
    reproduce: (caseId, tape) => connection.reproduce(caseId, options.seed, tape.sentLines()),
  }
}
