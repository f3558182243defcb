import { access } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { uncounted } from '../deadline.ts'
import { createTurns } from '../turns.ts'
import type { Inspection } from './client.ts'
import type { ClientConnection } from './client-connection.ts'
import { type ClientProcess, startClientProcess } from './client-process.ts'
import { enlist } from './process.ts'
import { SetupError } from './setup-error.ts'
import { quoteWords } from './shell.ts'
import type { ClientTarget } from './target.ts'
import type { Trust } from './trust.ts'

type ModuleTarget = Extract<ClientTarget, { kind: 'module' }>

/** A client module: its clients share a process, until one of them has to be alone or the process is lost. */
export const openClientModule = async (target: ModuleTarget, signal: AbortSignal): Promise<ClientConnection> => {
  const { module: file, export: exported = 'default' } = target
  const path = await pathOf(file)
  const leave = enlist()
  const { all, startOne, shared } = createProcesses((trusting) => startClientProcess(path, exported, signal, trusting))
  const { kind } = await shared().catch((error) => {
    leave()
    throw error
  })
  /** Where the process is lost, perhaps through the fault of somebody else in it, another one answers. */
  const inspect = async (what: Inspection) => (await shared()).inspect(what).catch(async () => (await startOne()).inspect(what))
  return {
    ...(kind === 'class' ? { inspect: async (what) => inspect(what) as never } : {}),
    async open(url, options, listener, { signal: until, alone = false, trusting, most }) {
      const longest = most.characters
      if (!alone) return (await uncounted(until, () => shared(trusting))).open(url, options, listener, { shared: true, longest })
      const own = await uncounted(until, () => startOne(trusting))
      own.watch('alone')
      const client = own.open(url, options, listener, { shared: false, longest })
      return {
        ...client,
        async end() {
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

/** When a client crashes the process that all share, each is to have one of its own: started at once, they would keep one another from answering. */
const mostStarting = Math.max(2, availableParallelism())

/** Of each kind one that is shared: those that are told of an authority have to be when they start. */
const createProcesses = (start: (trusting: Trust | undefined) => Promise<ClientProcess>) => {
  const all = new Set<ClientProcess>()
  const latest = new Map<Trust | undefined, Promise<ClientProcess>>()
  const inTurn = createTurns(mostStarting)
  const startOne = async (trusting?: Trust) => {
    const started = await inTurn(() => start(trusting))
    all.add(started)
    return started
  }
  const startShared = async (trusting?: Trust) => {
    const started = await startOne(trusting)
    started.watch('shared')
    return started
  }
  return {
    all,
    startOne,
    async shared(trusting?: Trust): Promise<ClientProcess> {
      const known = latest.get(trusting)
      const found = await known
      if (found?.isUp()) return found
      const next = latest.get(trusting)
      if (next && next !== known) return next
      const started = startShared(trusting)
      latest.set(trusting, started)
      return started
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
