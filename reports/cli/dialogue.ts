import { createInterface } from 'node:readline'
import { UsageError } from './usage-error.ts'

/** Asks a person one line. */
export type Ask = (question: string) => Promise<string>

/** A conversation with whoever sits at a terminal; rejects with a UsageError when they leave before its end. */
export const converse = async <Outcome>(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  talk: (ask: Ask) => Promise<Outcome>,
): Promise<Outcome> => {
  const lines = createInterface({ input, output })
  const answers = lines[Symbol.asyncIterator]() // keeps what is written before it is asked for
  try {
    return await talk(async (question) => {
      lines.setPrompt(question)
      lines.prompt()
      const { value, done } = await answers.next()
      if (!done) return value
      output.write('\n')
      throw new UsageError('nothing was written, since not every question was answered; --yes asks none')
    })
  } finally {
    lines.close()
  }
}
