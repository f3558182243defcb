import type { EncoderConnection } from './encoder-connection.ts'
import { crashOf, exchange } from './exchange.ts'
import { jsonLine } from './json-line.ts'
import { enlist } from './process.ts'
import { quoteWords } from './shell.ts'

/** An encoder command: events as JSON Lines on stdin until EOF, the stream on stdout, exit 0; exit 1 with a message on stderr refuses. */
export const openEncoderCommand = (command: readonly string[]): EncoderConnection => {
  const leave = enlist()
  return {
    async write(events, { signal }) {
      const outcome = await exchange(
        command,
        async (stdin) => void stdin.end(events.map((event) => `${jsonLine(event)}\n`).join('')),
        signal,
      )
      const { exit, stderr, output } = outcome
      if (exit.code === 0) return { bytes: output }
      if (exit.code === 1 && stderr !== '') return { refused: stderr }
      throw crashOf(outcome, 'exit code 0, or 1 with a message on stderr to refuse')
    },
    reproduce: (caseId, seed, lines) =>
      lines.length > 0 && lines.join('').length < 2000
        ? `printf '%s\\n' ${quoteWords(lines)} | ${quoteWords(command)}`
        : `npx sse-conformance encoder --only ${caseId} --seed ${quoteWords([seed])} -- ${quoteWords(command)}`,
    async close() {
      leave()
    },
  }
}
