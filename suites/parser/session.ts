import { isDeepStrictEqual } from 'node:util'
import type { Claim, Dialect } from '../../spec/results.ts'
import { bytesOf } from '../../spec/vector.ts'
import { vectors } from '../../spec/vectors.ts'
import { within } from '../deadline.ts'
import { silence } from '../expect.ts'
import type { Need } from '../need.ts'
import { inParallel } from '../parallel.ts'
import type { Session, SessionOptions } from '../session.ts'
import type { Answer } from '../targets/adapter.ts'
import type { ParserConnection } from '../targets/target.ts'
import { worldOf } from './bench.ts'
import { browserDialect, decodeAs, dialects, tellingVectors } from './dialect.ts'
import { exposedBy, greeting, idOnly, refuse } from './handshake.ts'
import { type Exposed, expectationOf, readingOf, withDefaultTypes } from './reading.ts'
import { createReplays } from './replays.ts'
import type { ParserWorld } from './world.ts'

export type ParserOptions = SessionOptions & {
  readonly claim: Claim
  /** Where streams are cut. */
  readonly cuts: 'telling' | 'all'
}

/** Shakes hands with a parser and finds out what it exposes and which dialect it speaks. */
export const greetParser = async (connection: ParserConnection, options: ParserOptions): Promise<Session<ParserWorld>> => {
  const replays = createReplays(connection)
  const ask = (stream: Uint8Array) =>
    within(options.timeout, options.signal, silence(options.timeout), (signal) => replays.whole(stream, signal))
  const toGreeting = await ask(greeting).catch(refuse)
  const shown = exposedBy(toGreeting, await ask(idOnly).catch(() => ({ lines: [], ms: 0 })))
  const dialect = options.claim === 'eventsource' ? browserDialect : await findDialect(ask, shown, options)
  const exposed: Exposed = dialect.id === 'block' && shown.id === 'without-event' ? { ...shown, id: false } : shown
  return {
    ...(options.claim === 'eventsource' ? {} : { dialect }),
    lacks(need) {
      if (need === 'pieces') return !connection.exact
      if (need === 'dialect') return options.claim === 'eventsource'
      return !(exposed as Partial<Record<Need, unknown>>)[need]
    },
    run: async (item, signal, tape) =>
      item.run(
        worldOf({ connection, replays, exposed, dialect, signal, tape, seed: options.seed, cuts: options.cuts, timeout: options.timeout }),
      ),
    reproduce: (caseId, tape) => connection.reproduce(caseId, tape.onlyStream()),
  }
}

/** The dialect that explains the most of what the target makes of the telling vectors; the browsers' among equals. */
const findDialect = async (ask: (stream: Uint8Array) => Promise<Answer>, exposed: Exposed, { jobs }: ParserOptions): Promise<Dialect> => {
  const telling = tellingVectors(vectors).map(bytesOf)
  const answers = await inParallel(jobs, telling, async (stream) => ({ stream, answer: await ask(stream).catch(() => undefined) }))
  const keys: Exposed = { ...exposed, id: false } // the same keys for all, whether or not a dialect keeps IDs
  const explained = dialects.map((dialect) => {
    const fits = ({ stream, answer }: (typeof answers)[number]) =>
      answer && isDeepStrictEqual(withDefaultTypes(readingOf(answer, keys)), expectationOf(decodeAs(dialect, stream), keys))
    return { dialect, count: answers.filter(fits).length }
  })
  return explained.reduce((best, next) => (next.count > best.count ? next : best)).dialect
}
