import { createPatience } from '../patience.ts'
import type { Answer } from '../targets/adapter.ts'
import type { ParserConnection } from '../targets/target.ts'

/** Streams in one piece, through one connection. */
export type Replays = {
  /** The one answer to this stream, however many cases look at it. */
  whole(stream: Uint8Array, signal: AbortSignal): Promise<Answer>
  /** A new answer, from a process that has read nothing before. */
  alone(stream: Uint8Array, signal: AbortSignal): Promise<Answer>
}

export const createReplays = (connection: ParserConnection): Replays => {
  const answers = new Map<string, Promise<Answer>>()
  const patiently = createPatience()
  const ask = (stream: Uint8Array, signal: AbortSignal, alone: boolean) =>
    patiently(signal, () => connection.replay([stream], { signal, alone }))
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
