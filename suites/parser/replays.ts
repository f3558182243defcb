import { Unobserved, Violation } from '../expect.ts'
import type { Answer } from '../targets/adapter.ts'
import type { ParserConnection } from '../targets/target.ts'

/** Streams in one piece, through one connection. */
export type Replays = {
  /** The one answer to this stream, however many cases look at it. */
  whole(stream: Uint8Array, signal: AbortSignal): Promise<Answer>
  /** A new answer, from a process that has read nothing before. */
  alone(stream: Uint8Array, signal: AbortSignal): Promise<Answer>
}

/** How many hangs in a row end the asking. */
const patience = 3

export const createReplays = (connection: ParserConnection): Replays => {
  const answers = new Map<string, Promise<Answer>>()
  let hangs = 0
  const ask = async (stream: Uint8Array, signal: AbortSignal, alone: boolean): Promise<Answer> => {
    if (hangs >= patience)
      throw new Unobserved('not asked: the target gave no answer three times in a row', '--timeout with more time for one case')
    const onAbort = () => {
      if (signal.reason instanceof Violation) hangs += 1
    }
    signal.addEventListener('abort', onAbort, { once: true })
    try {
      return await connection.replay([stream], { signal, alone })
    } finally {
      signal.removeEventListener('abort', onAbort)
      if (!signal.aborted) hangs = 0
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
