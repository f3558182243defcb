import { isDeepStrictEqual } from 'node:util'
import type { Dialect } from '../../spec/results.ts'
import { bytesOf } from '../../spec/vector.ts'
import { Unobserved, Violation } from '../expect.ts'
import type { Tape } from '../tape.ts'
import type { Answer } from '../targets/adapter.ts'
import type { ExactParser, ParserConnection } from '../targets/target.ts'
import { findTellingCut } from './chunks.ts'
import { decodeAs } from './dialect.ts'
import { type Exposed, expectationOf, isEvent, readingOf, withDefaultTypes } from './reading.ts'
import type { Replays } from './replays.ts'
import type { ParserWorld } from './world.ts'

export type Bench = {
  readonly connection: ParserConnection
  readonly replays: Replays
  readonly exposed: Exposed
  readonly dialect: Dialect
  readonly seed: string
  readonly cuts: 'telling' | 'all'
  /** One case, in milliseconds. */
  readonly timeout: number
  /** Of one case. */
  readonly signal: AbortSignal
  readonly tape: Tape
}

/** The world of one parser case. */
export const worldOf = (bench: Bench): ParserWorld => {
  const { connection, replays, exposed, dialect, seed, cuts, signal, tape } = bench
  const read = (answer: Answer) => readingOf(answer, exposed)
  const recorded = async (stream: Uint8Array, asked: Promise<Answer>) => {
    if (!signal.aborted) tape.sentStream(stream)
    const answer = await asked
    for (const { line } of answer.lines) tape.receivedLine(JSON.stringify(line))
    return answer
  }
  return {
    async replay(vector, expected) {
      const stream = bytesOf(vector)
      const see = (answer: Answer) => (vector.shownBy === 'type' ? read(answer) : withDefaultTypes(read(answer)))
      const reading = see(await recorded(stream, replays.whole(stream, signal)))
      if (isDeepStrictEqual(reading, expected)) return reading
      return see(await replays.alone(stream, signal)) // what an earlier stream left behind is another clause's concern
    },
    async replayPieces(pieces) {
      return read(await connection.replay(pieces, { signal }))
    },
    meaningOf: (vector) => expectationOf(decodeAs(dialect, bytesOf(vector)), exposed),
    async cutEverywhere(vector) {
      const stream = bytesOf(vector)
      const whole = await recorded(stream, replays.whole(stream, signal)).catch(withoutWhole)
      tape.sentInPieces()
      const telling = await findTellingCut(connection, { stream, whole, seed, cuts, budget: bench.timeout / 2, signal, read })
      return { whole: read(whole), telling }
    },
    async play(script) {
      const answers = await exactOf(connection).play(script, { signal })
      return answers.map((answer) => ({
        reading: read(answer),
        deliveredAfter: answer.lines.filter(({ line }) => isEvent(line)).map(({ after }) => after),
      }))
    },
    dialect: () => dialect,
  }
}

/** What the whole stream is read as is judged elsewhere; without it there is nothing to compare. */
const withoutWhole = (error: unknown): never => {
  if (!(error instanceof Violation)) throw error
  throw new Unobserved('not asked: the target has no answer for the whole stream', 'a target that reads the whole stream')
}

const exactOf = ({ exact }: ParserConnection): ExactParser => {
  if (!exact) throw new Error('a case that plays scripts needs pieces')
  return exact
}
