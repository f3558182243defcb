import { Unobserved, Violation } from '../expect.ts'
import type { Answer } from '../targets/adapter.ts'
import type { ParserConnection } from '../targets/target.ts'

/** Streams in one piece, through one connection. */
export type Replays = {
  /** The one answer to this stream. */
  whole(stream: Uint8Array, signal: AbortSignal): Promise<Answer>
  /** A new answer, from a process that has read nothing before. */
  alone(stream: Uint8Array, signal: AbortSignal): Promise<Answer>
}

/** Whole replays, each stream asked once however many cases look at it; after three hangs in a row nothing more is asked. */
export const createReplays = (connection: ParserConnection): Replays => {
  const answers = new Map<string, Promise<Answer>>()
  let hangs = 0
  const ask = async (stream: Uint8Array, signal: AbortSignal, alone: boolean): Promise<Answer> => {
    if (hangs >= 3)
      throw new Unobserved('not asked: the target gave no answer three times in a row', '--timeout with more time for one case')
    try {
      const answer = await connection.replay([stream], { signal, alone })
      hangs = 0
      return answer
    } catch (error) {
      hangs = signal.aborted && error instanceof Violation ? hangs + 1 : error instanceof Violation ? 0 : hangs
      throw error
    }
  }
  return {
    whole(stream, signal) {
      const key = Buffer.from(stream).toString('latin1')
      const asked = answers.get(key) ?? ask(stream, signal, false)
      answers.set(key, asked)
      return asked
    },
    alone: (stream, signal) => ask(stream, signal, true),
  }
}
