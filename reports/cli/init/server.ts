import { join } from 'node:path'
import type { ServerConfig } from '../config.ts'
import type { Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'
import { configuration } from './configuration.ts'
import { checkFolder, configFile, configIn, guessIn, schemaFor, writeInto } from './files.ts'
import { askAbout, askedFor } from './questions.ts'

export type InitServerFlags = { readonly yes?: boolean; readonly force?: boolean }

/** Writes the configuration of a server into a project, after asking whoever sits at the terminal. */
export const initServer = async (folder: string, { yes, force }: InitServerFlags, { out, converse }: Terminal): Promise<number> => {
  checkFolder(folder)
  checkPlace(folder, force)
  const guess = guessIn(folder)
  const asked = yes ? undefined : converse
  if (asked) out('An empty answer takes what stands in brackets.\n')
  const server: ServerConfig = asked ? await asked((ask) => askAbout(guess, ask)) : guess
  const guessed = Object.keys(guess).filter((key) => !(asked && askedFor.includes(key)) || key === 'headers')
  const file = join(folder, configFile)
  writeInto(file, configuration({ server, guessed, schema: schemaFor(folder) }))
  out(
    `wrote ${file}: ${inWords(server)}\n${guessed.length > 0 ? 'Now look at the lines marked CHANGE, then run' : 'Now run'}: npx sse-conformance server\n`,
  )
  return 0
}

/** Throws a UsageError where a file would be overwritten, or would never be read. */
const checkPlace = (folder: string, force: boolean | undefined): void => {
  const found = configIn(folder)
  if (found === undefined || (found === configFile && force)) return
  const way = found === configFile ? '--force overwrites it' : `${configFile} beside it would mislead, so move it away first`
  throw new UsageError(`${join(folder, found)} exists already; ${way}`)
}

/** "the stream at http://…, started with npm start". */
export const inWords = ({ url, start, method = 'GET' }: ServerConfig): string =>
  `the stream at ${url}${method === 'GET' ? '' : `, opened by ${method}`}, ${start === undefined ? 'which is to be up already' : `started with ${start}`}`
