import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { signalQuietly } from './families.ts'
import { markName } from './kin.ts'
import { type Bounds, type Leash, leashTo } from './leash.ts'
import { environmentOf, processes } from './proc.ts'
import { SetupError } from './setup-error.ts'

/** In the environment of every child, with a number behind it, so that one that left its group is still known as ours. */
const mark = randomUUID()
let started = 0

/** Starts a command in a process group of its own; throws a SetupError when there is no such command. */
export const start = async (
  command: readonly string[],
  options: SpawnOptions,
  bounds: Bounds = {},
): Promise<{ child: ChildProcess; leash: Leash }> => {
  const [program = '', ...args] = command
  const own = `${mark}.${++started}`
  const child = spawn(program, args, { ...options, env: { ...process.env, ...options.env, [markName]: own }, detached: true })
  child.stdin?.on('error', () => {}) // it need not read to the end; what it answers is judged
  try {
    await once(child, 'spawn')
  } catch (error) {
    throw new SetupError(`could not start ${program}: ${startProblem(error)}`, 'check the command after -- and the folder it is run in')
  }
  return { child, leash: leashTo(child, child.pid as number, own, bounds) }
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
    if (Number(pid) !== process.pid && environmentOf(pid).includes(`${markName}=${mark}.`)) signalQuietly(Number(pid), 'SIGKILL')
  }
}
