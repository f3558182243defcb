import { access } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type Host, startHost } from './host.ts'
import { connectionOf } from './played.ts'
import { sweep } from './process.ts'
import { SetupError } from './setup-error.ts'
import { quoteWords } from './shell.ts'
import type { ParserConnection } from './target.ts'

/** A parser module in processes of its own: as many as there are calls at once. */
export const openModule = async (file: string, signal: AbortSignal): Promise<ParserConnection> => {
  const path = resolve(file)
  await access(path).catch(() => {
    throw new SetupError(`there is no module ${file}`, 'give the path of an ES module whose default export is create(emit)')
  })
  const pool = createPool(() => startHost(path, signal))
  await pool.lend({ signal }, async () => {}) // a module that cannot be loaded is known before anything is judged
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
      sweep()
    },
  }
}

const unexpected = (reply: unknown): never => {
  throw new Error(`the host replied ${JSON.stringify(reply)}`)
}

/** `alone`: a process that has read nothing before, and reads nothing after. */
type Loan = { readonly signal: AbortSignal; readonly alone?: boolean }

/** Processes, each lent to one call at a time; one that failed its call is not lent again. */
const createPool = (startOne: () => Promise<Host>) => {
  const idle: Host[] = []
  const all = new Set<Host>()
  const discard = async (host: Host) => {
    all.delete(host)
    await host.stop()
  }
  return {
    async lend<Result>({ signal, alone = false }: Loan, use: (host: Host) => Promise<Result>): Promise<Result> {
      signal.throwIfAborted()
      const host = (alone ? undefined : idle.pop()) ?? (await startOne())
      all.add(host)
      try {
        const result = await use(host)
        await (alone ? discard(host) : idle.push(host))
        return result
      } catch (error) {
        await discard(host)
        throw error
      }
    },
    async close() {
      await Promise.all([...all].map(discard))
    },
  }
}
