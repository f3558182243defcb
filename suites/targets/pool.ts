import { access } from 'node:fs/promises'
import { resolve } from 'node:path'
import { uncounted } from '../deadline.ts'
import { type Host, startHost } from './host.ts'
import type { ModuleRole } from './module-host.ts'
import { SetupError } from './setup-error.ts'

/** Processes that run one module, as many as there are calls at once. */
export type Pool = {
  /** Lends a process to one call; one that failed its call is not lent again. */
  lend<Result>(loan: Loan, use: (host: Host) => Promise<Result>): Promise<Result>
  close(): Promise<void>
}

/** `alone`: a process that has done nothing before, and does nothing after. */
export type Loan = { readonly signal: AbortSignal; readonly alone?: boolean }

/** A module that cannot be loaded is known before anything is judged: throws a SetupError. */
export const openPool = async (file: string, role: ModuleRole, signal: AbortSignal): Promise<Pool> => {
  const path = resolve(file)
  await access(path).catch(() => {
    throw new SetupError(`there is no module ${file}`, `give the path of an ES module; sse-conformance ${role} --help says what it exports`)
  })
  const first = await startHost(path, role, signal)
  return createPool(first, (until) => startHost(path, role, until))
}

const createPool = (first: Host, startOne: (signal: AbortSignal) => Promise<Host>): Pool => {
  const idle = [first]
  const all = new Set(idle)
  const discard = async (host: Host) => {
    all.delete(host)
    await host.stop()
  }
  return {
    async lend({ signal, alone = false }, use) {
      signal.throwIfAborted()
      const host = (alone ? undefined : idle.pop()) ?? (await uncounted(signal, () => startOne(signal)))
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
