import type { Process } from './proc.ts'

/** The processes of one target that have not ended yet, and the memory that they hold in bytes. */
export type Family = { readonly members: readonly number[]; readonly memory: number }

/** Where processes are seen. */
export type Sight = {
  /** All that there are; none where the system does not show them. */
  processes(): readonly Process[]
  /** What one was given as its environment: `NAME=value`, each with a NUL behind it. */
  environmentOf(pid: string): string
}

type Known = { readonly started: string; leader: number | undefined }

const none: Family = { members: [], memory: 0 }

/**
 * Knows whom a target has started: those in its group, their children whatever group those are in, and those who have its mark in
 * their environment, since the parent of a daemon does not live. Whoever was found once is known for as long as it lives.
 */
export const createKin = ({ processes, environmentOf }: Sight) => {
  const leaders = new Set<number>()
  const marked = new Map<string, number>()
  let known = new Map<number, Known>()
  const look = (): ReadonlyMap<number, Family> => {
    const all = new Map(processes().map((one) => [one.pid, one]))
    const found = new Map<number, Known>()
    const leaderOf = (one: Process | undefined): number | undefined => {
      if (one === undefined) return undefined
      const seen = found.get(one.pid)
      if (seen) return seen.leader
      const before = known.get(one.pid)
      const isKnown = before?.started === one.started
      const now: Known = { started: one.started, leader: isKnown ? before.leader : undefined }
      found.set(one.pid, now) // before its parent is looked at, which could lead back here
      now.leader ??= leaders.has(one.group) ? one.group : leaderOf(all.get(one.parent))
      if (now.leader === undefined && !isKnown) now.leader = marked.get(markIn(environmentOf(`${one.pid}`)))
      return now.leader
    }
    const families = new Map<number, Family>()
    for (const one of all.values()) {
      const leader = leaderOf(one)
      if (leader === undefined || one.hasEnded) continue
      const { members, memory } = families.get(leader) ?? none
      families.set(leader, { members: [...members, one.pid], memory: memory + one.memory })
    }
    known = found
    return families
  }
  return {
    /** From now on, whoever belongs to the group of this process, or has this mark, is its kin. */
    add(leader: number, mark: string): void {
      leaders.add(leader)
      marked.set(mark, leader)
    },
    remove(leader: number, mark: string): void {
      leaders.delete(leader)
      marked.delete(mark)
      for (const one of known.values()) if (one.leader === leader) one.leader = undefined
    },
    /** All families, as they are now. */
    look,
    of: (leader: number): Family => look().get(leader) ?? none,
  }
}

/** The name of the variable that holds the mark. */
export const markName = 'SSE_CONFORMANCE_RUN'

const markIn = (environment: string): string => {
  const [, mark = ''] = new RegExp(`(?:^|\0)${markName}=([^\0]*)`).exec(environment) ?? []
  return mark
}
