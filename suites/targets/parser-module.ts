import { connectionOf } from './played.ts'
import { openPool } from './pool.ts'
import { enlist } from './process.ts'
import { quoteWords } from './shell.ts'
import type { ParserConnection } from './target.ts'

/** A parser module in processes of its own. */
export const openParserModule = async (file: string, signal: AbortSignal): Promise<ParserConnection> => {
  const pool = await openPool(file, 'parser', signal)
  const leave = enlist()
  return {
    ...connectionOf({
      play: (script, options) =>
        pool.lend(options, async (host) => {
          const reply = await host.ask({ play: script }, options.signal)
          return 'played' in reply ? reply.played : unexpected(reply)
        }),
      playCuts: (bytes, cutLists, { whole, signal }) =>
        pool.lend({ signal }, async (host) => {
          const reply = await host.ask({ playCuts: { bytes, cutLists, whole } }, signal)
          return 'differing' in reply ? reply.differing : unexpected(reply)
        }),
    }),
    reproduce: (caseId) => `npx sse-conformance parser --module ${quoteWords([file])} --only ${caseId}`,
    async close() {
      await pool.close()
      leave()
    },
  }
}

const unexpected = (reply: unknown): never => {
  throw new Error(`the host replied ${JSON.stringify(reply)}`)
}
