import { setTimeout as sleep } from 'node:timers/promises'
import { createKin, type Family } from './kin.ts'
import { allProcesses, environmentOf, groupLives } from './proc.ts'

/** Those of every target that runs. */
export const kin = createKin({ processes: allProcesses, environmentOf })

/** To a process, its group, and all its kin outside that. */
export const signalAll = (pid: number, signal: NodeJS.Signals): void => {
  const { members } = kin.of(pid)
  signalQuietly(-pid, signal)
  for (const member of members) if (member !== pid) signalQuietly(member, signal)
}

/** Where kin cannot be seen, the group is all there is. */
const lives = (pid: number): boolean => kin.of(pid).members.length > 0 || groupLives(pid)

/** Asks all to end, and waits until they have, or for `grace` milliseconds. */
export const endGently = async (pid: number, grace: number): Promise<void> => {
  const until = performance.now() + grace
  signalAll(pid, 'SIGTERM')
  while (lives(pid) && performance.now() < until) await sleep(20)
}

/** Some may start others while they are ended; so long, in milliseconds, they are followed. */
const longestEnd = 1000

/** Kills all, until nobody is left. */
export const endAll = async (pid: number): Promise<void> => {
  const until = performance.now() + longestEnd
  while (lives(pid) && performance.now() < until) {
    killAll(pid)
    await sleep(10)
  }
}

/** Stopped first, so that nobody can start somebody else, who would not be known by a parent any more, while the others are killed. */
export const killAll = (pid: number): void => {
  signalAll(pid, 'SIGSTOP')
  signalAll(pid, 'SIGKILL')
}

type Look = (families: ReadonlyMap<number, Family>) => void

const looks = new Set<Look>()
let rounds: NodeJS.Timeout | undefined

/** One look at all processes serves every leash: there may be a hundred of them, which would leave the kit time for nothing else. */
export const lookEach = (look: Look): (() => void) => {
  looks.add(look)
  rounds ??= setInterval(() => {
    const families = kin.look()
    for (const one of looks) one(families)
  }, 100).unref()
  return () => {
    looks.delete(look)
    if (looks.size > 0) return
    clearInterval(rounds)
    rounds = undefined
  }
}

/** To a process, or with a negative number to a group. */
export const signalQuietly = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(pid, signal)
  } catch {
    // it is gone already
  }
}
