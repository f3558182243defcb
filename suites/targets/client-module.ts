import { access } from 'node:fs/promises'
import { resolve } from 'node:path'
import { uncounted } from '../deadline.ts'
import type { Inspection } from './client.ts'
import type { ClientConnection } from './client-connection.ts'
import { type ClientProcess, startClientProcess } from './client-process.ts'
import { enlist } from './process.ts'
import { SetupError } from './setup-error.ts'
import { quoteWords } from './shell.ts'
import type { ClientTarget } from './target.ts'

type ModuleTarget = Extract<ClientTarget, { kind: 'module' }>

/** A client module: its clients share a process, until one of them has to be alone or the process is lost. */
export const openClientModule = async (target: ModuleTarget, signal: AbortSignal): Promise<ClientConnection> => {
  const { module: file, export: exported = 'default' } = target
  const path = await pathOf(file)
  const leave = enlist()
  const all = new Set<ClientProcess>()
  const startOne = async (until: AbortSignal) => {
    const started = await startClientProcess(path, exported, until)
    all.add(started)
    return started
  }
  const startShared = async () => {
    const started = await startOne(signal)
    started.watch()
    return started
  }
  let shared = startShared()
  const { kind } = await shared.catch((error) => {
    leave()
    throw error
  })
  const sharedProcess = async (until: AbortSignal): Promise<ClientProcess> => {
    const latest = shared
    const known = await latest
    if (known.isUp()) return known
    if (shared === latest) shared = uncounted(until, startShared)
    return shared
  }
  /** Where the process is lost, perhaps through the fault of somebody else in it, another one answers. */
  const inspect = async (what: Inspection) =>
    (await sharedProcess(signal)).inspect(what).catch(async () => (await startOne(signal)).inspect(what))
  return {
    ...(kind === 'class' ? { inspect: async (what) => inspect(what) as never } : {}),
    async open(url, options, listener, { signal: until, alone = false }) {
      if (!alone) return (await sharedProcess(until)).open(url, options, listener, true)
      const own = await uncounted(until, () => startOne(signal))
      const client = own.open(url, options, listener, false)
      return {
        ...client,
        async close() {
          all.delete(own)
          await own.stop()
        },
      }
    },
    reproduce: (caseId) =>
      `npx sse-conformance client --module ${quoteWords([file])}${exported === 'default' ? '' : ` --export ${quoteWords([exported])}`} --only ${caseId}`,
    async close() {
      await Promise.all([...all].map((one) => one.stop()))
      leave()
    },
  }
}

const pathOf = async (file: string): Promise<string> => {
  const path = resolve(file)
  await access(path).catch(() => {
    throw new SetupError(`there is no module ${file}`, 'give the path of an ES module; sse-conformance client --help says what it exports')
  })
  return path
}
