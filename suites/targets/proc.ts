import { readdirSync, readFileSync } from 'node:fs'

/** A process as the system shows it. */
export type Process = {
  readonly pid: number
  readonly parent: number
  readonly group: number
  /** When it was started, in whatever unit: numbers are given out again. */
  readonly started: string
  /** Resident, in bytes. */
  readonly memory: number
  /** A zombie, that nobody has waited for yet. */
  readonly hasEnded: boolean
}

/** All processes; none where the system has no /proc. */
export const allProcesses = (): readonly Process[] =>
  processes().flatMap((pid) => {
    const { 0: state, 1: parent, 2: group, 19: started = '', 21: pages } = statFields(pid)
    if (state === undefined) return []
    const memory = Number(pages) * 4096
    return [{ pid: Number(pid), parent: Number(parent), group: Number(group), started, memory, hasEnded: /[ZX]/.test(state) }]
  })

/** Whether a process group has a process that has not ended yet; zombies that nobody waits for do not count. */
export const groupLives = (group: number): boolean => {
  try {
    process.kill(-group, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  const all = allProcesses()
  return all.length === 0 || all.some((one) => one.group === group && !one.hasEnded)
}

/** The ids of all processes; none where the system has no /proc. */
export const processes = (): readonly string[] => {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  } catch {
    return []
  }
}

/** What a process was given as its environment. */
export const environmentOf = (pid: string): string => {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8')
  } catch {
    return ''
  }
}

/** The fields of /proc/<pid>/stat after the command's name, which is the only one that may hold spaces. */
const statFields = (pid: string): readonly string[] => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return [] // it ended meanwhile
  }
}
