import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { version } from '../../../suites/version.ts'
import { makeFolder } from '../folder.ts'
import { UsageError } from '../usage-error.ts'
import { type Guess, guessOf } from './guess.ts'

/** What is read as the configuration of a project, the first that is there. */
const configs = ['sse-conformance.json', 'sse-conformance.yaml', 'sse-conformance.yml']

/** The one that is written. */
export const configFile = 'sse-conformance.yaml'

export const configIn = (folder: string): string | undefined => configs.find((name) => existsSync(join(folder, name)))

export const checkFolder = (folder: string): void => {
  if (!existsSync(folder)) throw new UsageError(`there is no folder ${folder}; name that of your project`)
}

/** Guesses from the package.json of a project, which may have none. */
export const guessIn = (folder: string): Guess => {
  const file = join(folder, 'package.json')
  return guessOf(existsSync(file) ? readFileSync(file, 'utf8') : '')
}

/** Where an editor finds the schema of the configuration: in the project where the kit is installed there, else on the web. */
export const schemaFor = (folder: string): string => {
  const installed = './node_modules/sse-conformance/dist/spec/schemas/config.json'
  return existsSync(join(folder, installed)) ? installed : `https://unpkg.com/sse-conformance@${version}/dist/spec/schemas/config.json`
}

/** Writes a file and the folders above it; throws a UsageError where that cannot be done. */
export const writeInto = (file: string, text: string): void => {
  try {
    makeFolder(dirname(file))
    writeFileSync(file, text, { mode: basename(file).endsWith('.sh') ? 0o755 : 0o644 })
  } catch (error) {
    throw new UsageError(`cannot write ${file}: ${(error as NodeJS.ErrnoException).code}; name another folder`)
  }
}
