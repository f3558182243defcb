import { readdirSync, readFileSync } from 'node:fs'

/** The resident memory of a process group in bytes; 0 where the system has no /proc. */
export const groupMemory = (group: number): number => groupMemories().get(group) ?? 0

/** That of each process group. */
export const groupMemories = (): ReadonlyMap<number, number> => {
  const held = new Map<number, number>()
  for (const entry of processes()) {
    const fields = statFields(entry)
    const group = Number(fields[2])
    held.set(group, (held.get(group) ?? 0) + Number(fields[21]) * 4096)
  }
  return held
}

/** Whether a process group has a process that has not ended yet; zombies that nobody waits for do not count. */
export const groupLives = (group: number): boolean => {
  try {
    process.kill(-group, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  const all = processes()
  return all.length === 0 || all.map(statFields).some((fields) => Number(fields[2]) === group && fields[0] !== 'Z')
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
