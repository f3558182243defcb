import type { ChildProcess } from 'node:child_process'
import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { groupLives, groupMemories } from './proc.ts'

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

export type Bounds = {
  /** The most memory, in bytes, that the process group may hold. Default: `memoryBound`. */
  readonly memory?: number
  /** How long the group may take to end after a SIGTERM, in milliseconds. Default: 0, it is killed at once. */
  readonly grace?: number
}

/** The most memory, in bytes, that a target's process group may hold. */
export const memoryBound = 1024 ** 3

const living = new Set<number>()
process.on('exit', () => {
  for (const pid of living) signalQuietly(-pid, 'SIGKILL')
})

/** Keeps a process that leads a group of its own on a leash. */
export const leashTo = (child: ChildProcess, pid: number, { memory = memoryBound, grace = 0 }: Bounds): Leash => {
  living.add(pid)
  const stderr = keepTail([child.stderr], 4096)
  const growth = watchMemory(pid, memory)
  let ending: Promise<void> | undefined
  const exit = exitOf(child, async () => {
    growth.stop()
    await ending
    signalQuietly(-pid, 'SIGKILL') // children it left behind
    living.delete(pid)
  })
  const closed = exit.then((how) => ({ ...how, outgrew: growth.outgrew() }))
  return {
    stderr,
    closed,
    async stop() {
      if (!living.has(pid)) return closed
      if (grace > 0) ending ??= endGently(pid, grace)
      await ending
      signalQuietly(-pid, 'SIGKILL')
      return closed
    },
  }
}

/** Asks a group to end, and waits until it has, or for `grace` milliseconds. */
const endGently = async (pid: number, grace: number): Promise<void> => {
  const until = performance.now() + grace
  signalQuietly(-pid, 'SIGTERM')
  while (groupLives(pid) && performance.now() < until) await sleep(20)
}

const watchMemory = (pid: number, bound: number) => {
  let outgrew = false
  if (bound === Number.POSITIVE_INFINITY) return { stop: () => {}, outgrew: () => false }
  const stop = lookEach((held) => {
    if ((held.get(pid) ?? 0) <= bound) return
    outgrew = true
    signalQuietly(-pid, 'SIGKILL')
  })
  return { stop, outgrew: () => outgrew }
}

type Look = (held: ReadonlyMap<number, number>) => void

const looks = new Set<Look>()
let rounds: NodeJS.Timeout | undefined

/** One look at all processes serves every leash: there may be a hundred of them, which would leave the kit time for nothing else. */
const lookEach = (look: Look): (() => void) => {
  looks.add(look)
  rounds ??= setInterval(() => {
    const held = groupMemories()
    for (const one of looks) one(held)
  }, 100).unref()
  return () => {
    looks.delete(look)
    if (looks.size > 0) return
    clearInterval(rounds)
    rounds = undefined
  }
}

/** Settles when the process is gone, what is `left` of it too, and its output read. */
const exitOf = (child: ChildProcess, left: () => Promise<void>): Promise<Omit<Exit, 'outgrew'>> =>
  new Promise((resolve) => {
    let patience: NodeJS.Timeout | undefined
    let isClosed = false
    const settle = () => {
      isClosed = true
      clearTimeout(patience)
      for (const stream of child.stdio) stream?.destroy()
      resolve({ code: child.exitCode, signal: child.signalCode })
    }
    child.once('close', settle)
    child.once('exit', async () => {
      await left()
      if (!isClosed) patience = setTimeout(settle, 500) // a child that left the group may hold the pipes open for ever
    })
  })

/** To a process, or with a negative number to a group. */
export const signalQuietly = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(pid, signal)
  } catch {
    // it is gone already
  }
}

/** The last of what comes from these streams, as it comes, at most `length` bytes in whole lines: half a secret could not be told from other text. */
export const keepTail = (streams: readonly (Readable | null)[], length: number): (() => string) => {
  let tail = Buffer.alloc(0)
  let isCut = false
  for (const stream of streams) {
    stream?.on('data', (bytes: Buffer) => {
      isCut ||= tail.length + bytes.length > length
      tail = Buffer.concat([tail, bytes]).subarray(-length)
    })
  }
  return () => {
    const text = tail.toString('utf8').trim()
    return isCut ? text.replace(/^.*\n|^\S*\s/, '') : text
  }
}
