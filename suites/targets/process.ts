import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { environmentOf, groupMemory, processes } from './proc.ts'
import { SetupError } from './setup-error.ts'

/** What keeps a child process, and the children it starts, within bounds; one owner, which calls `stop`. */
export type Leash = {
  /** The last of what the process wrote on stderr, at most 4 KB. */
  stderr(): string
  /** Settles when the process is gone and its output read. */
  readonly closed: Promise<Exit>
  /** Ends the process and its group; settles when they are gone. */
  stop(): Promise<Exit>
}

/** How a process ended. `outgrew`: it was ended because it and its children held more memory than the bound. */
export type Exit = { readonly code: number | null; readonly signal: NodeJS.Signals | null; readonly outgrew: boolean }

/** The most memory, in bytes, that a target's process group may hold. */
export const memoryBound = 1024 ** 3

const living = new Set<number>()
process.on('exit', () => {
  for (const pid of living) killGroup(pid)
})

/** In the environment of every child, so that one that left its group is still known as ours. */
const mark = `SSE_CONFORMANCE_RUN=${randomUUID()}`

/** Starts a command in a process group of its own; throws a SetupError when there is no such command. */
export const start = async (command: readonly string[], options: SpawnOptions): Promise<{ child: ChildProcess; leash: Leash }> => {
  const [program = '', ...args] = command
  const [name = '', value] = mark.split('=')
  const child = spawn(program, args, { ...options, env: { ...process.env, [name]: value }, detached: true })
  child.stdin?.on('error', () => {}) // it need not read to the end; what it answers is judged
  try {
    await once(child, 'spawn')
  } catch (error) {
    throw new SetupError(`could not start ${program}: ${startProblem(error)}`, 'check the command after -- and the folder it is run in')
  }
  return { child, leash: leashTo(child, child.pid as number) }
}

const startProblem = (error: unknown): string => {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'ENOENT') return 'there is no such command'
  if (code === 'EACCES') return 'it may not be run (no execute permission)'
  return String(error)
}

let connections = 0

/** Counts a connection that may start processes; what it returns is called when it is closed, and the last one sweeps. */
export const enlist = (): (() => void) => {
  connections += 1
  return () => {
    connections -= 1
    if (connections === 0) sweep()
  }
}

/** Ends what our children started and left behind, also outside their process groups (where the system has /proc). */
const sweep = (): void => {
  for (const pid of processes()) {
    if (Number(pid) !== process.pid && environmentOf(pid).includes(mark)) killQuietly(Number(pid))
  }
}

const leashTo = (child: ChildProcess, pid: number): Leash => {
  living.add(pid)
  const tail = keepTail(child, 4096)
  let outgrew = false
  const watch = setInterval(() => {
    if (groupMemory(pid) <= memoryBound) return
    outgrew = true
    killGroup(pid)
  }, 100)
  watch.unref()

  const closed = new Promise<Exit>((resolve) => {
    let exit: Exit
    const settle = () => {
      clearTimeout(grace)
      for (const stream of child.stdio) stream?.destroy()
      resolve(exit)
    }
    let grace: NodeJS.Timeout
    child.once('exit', (code, signal) => {
      clearInterval(watch)
      killGroup(pid) // children it left behind
      living.delete(pid)
      exit = { code, signal, outgrew }
      grace = setTimeout(settle, 500) // a child that left the group may hold the pipes open for ever
    })
    child.once('close', settle)
  })
  return {
    stderr: tail,
    closed,
    stop() {
      killGroup(pid)
      return closed
    },
  }
}

const killQuietly = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // it is gone already
  }
}

const killGroup = (pid: number): void => killQuietly(-pid)

const keepTail = (child: ChildProcess, length: number): (() => string) => {
  let tail = Buffer.alloc(0)
  child.stderr?.on('data', (bytes: Buffer) => {
    tail = Buffer.concat([tail, bytes]).subarray(-length)
  })
  return () => tail.toString('utf8').trim()
}
