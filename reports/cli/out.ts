import { writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { makeFolder } from './folder.ts'
import { UsageError } from './usage-error.ts'

/** The folder of the reports, made before the run so that no finished run is lost for want of it. */
export const prepareOut = (folder = 'sse-report'): string => {
  try {
    makeFolder(folder)
    return folder
  } catch (error) {
    throw new UsageError(`cannot make the folder ${folder}: ${(error as NodeJS.ErrnoException).code}; name another with --out`)
  }
}

/** Writes one report into its folder and returns its path, as seen from here. */
export const writeReport = (folder: string, name: string, text: string): string => {
  const file = join(folder, name)
  try {
    writeFileSync(file, text)
  } catch (error) {
    throw new UsageError(`cannot write ${file}: ${(error as NodeJS.ErrnoException).code}; name another folder with --out`)
  }
  return relative('', file)
}
