import type { ChildProcess } from 'node:child_process'
import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { endAll, endGently, killAll, kin, lookEach } from './families.ts'

/** What keeps a child process, and the children it starts, within bounds; one owner, which calls `stop`. */
export type Leash = {
  /** The last of what the process wrote on stderr, at most 4 KB. */
  stderr(): string
  /** Settles when the process is gone and its output read. */
  readonly closed: Promise<Exit>
  /** Ends the process, its group and whatever it has started; settles when they are gone. */
  stop(): Promise<Exit>
}

/** How a process ended. `outgrew`: it was ended because it and its children held more memory than the bound. */
export type Exit = { readonly code: number | null; readonly signal: NodeJS.Signals | null; readonly outgrew: boolean }

export type Bounds = {
  /** The most memory, in bytes, that the process and its kin may hold. Default: `memoryBound`. */
  readonly memory?: number
  /** How long the group may take to end after a SIGTERM, in milliseconds. Default: 0, it is killed at once. */
  readonly grace?: number
}

/** The most memory, in bytes, that a target's processes may hold. */
export const memoryBound = 1024 ** 3

const living = new Set<number>()
process.on('exit', () => {
  for (const pid of living) killAll(pid)
})

/** Keeps a process that leads a group of its own on a leash; its kin are known by this mark in their environment. */
export const leashTo = (child: ChildProcess, pid: number, mark: string, { memory = memoryBound, grace = 0 }: Bounds): Leash => {
  living.add(pid)
  kin.add(pid, mark)
  const stderr = keepTail([child.stderr], 4096)
  const growth = watchMemory(pid, memory)
  let ending: Promise<void> | undefined
  const exit = exitOf(child, async () => {
    growth.stop()
    await ending
    await endAll(pid) // children it left behind
    living.delete(pid)
    kin.remove(pid, mark)
  })
  const closed = exit.then((how) => ({ ...how, outgrew: growth.outgrew() }))
  return {
    stderr,
    closed,
    async stop() {
      if (!living.has(pid)) return closed
      if (grace > 0) ending ??= endGently(pid, grace)
      await ending
      killAll(pid)
      return closed
    },
  }
}

const watchMemory = (pid: number, bound: number) => {
  let outgrew = false
  const stop = lookEach((families) => {
    if ((families.get(pid)?.memory ?? 0) <= bound) return
    outgrew = true
    killAll(pid)
  })
  return { stop, outgrew: () => outgrew }
}

/** Settles when the process is gone, what is `left` of it too, and its output read. */
const exitOf = async (child: ChildProcess, left: () => Promise<void>): Promise<Omit<Exit, 'outgrew'>> => {
  const closed = new Promise((resolve) => child.once('close', resolve))
  await new Promise((resolve) => child.once('exit', resolve))
  await left()
  const patience = new AbortController()
  const late = sleep(500, undefined, { signal: patience.signal }).catch(() => {}) // one that cannot be ended may hold the pipes open for ever
  await Promise.race([closed, late])
  patience.abort()
  for (const stream of child.stdio) stream?.destroy()
  return { code: child.exitCode, signal: child.signalCode }
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
