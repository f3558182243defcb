import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { version } from '../../suites/version.ts'
import type { ServerConfig } from './config.ts'
import { configuration } from './init/configuration.ts'
import { checkFolder, configFile, configIn, guessIn, schemaFor, writeInto } from './init/files.ts'
import { inWords } from './init/server.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

export type InitFlags = { readonly gitlab?: boolean; readonly shell?: boolean; readonly force?: boolean }

/** Files that work as they stand, in the version of the kit that they were written for. */
const enclosed = new URL('../../../reports/ci/', import.meta.url)
const writtenFor = '0.1.0'

type Place = { readonly template: string; readonly file: string; readonly next: string }

const places = {
  github: { template: 'github.yml', file: '.github/workflows/sse-conformance.yml', next: 'commit it' },
  gitlab: {
    template: 'gitlab.yml',
    file: '.gitlab/sse-conformance.yml',
    next: 'put "include: { local: .gitlab/sse-conformance.yml }" into .gitlab-ci.yml',
  },
  shell: { template: 'shell.sh', file: 'sse-conformance.sh', next: 'have your CI run: sh sse-conformance.sh' },
} as const satisfies Readonly<Record<string, Place>>

/** Writes what CI needs into a project; asks nothing, and overwrites nothing unless told to. */
export const initCi = (folder: string, { gitlab, shell, force }: InitFlags, { out }: Terminal): number => {
  checkFolder(folder)
  const chosen = [...(gitlab ? [places.gitlab] : []), ...(shell ? [places.shell] : [])]
  const wanted = chosen.length > 0 ? chosen : [places.github]
  const found = configIn(folder)
  const existing = wanted.filter(({ file }) => !force && existsSync(join(folder, file)))
  if (existing.length > 0)
    throw new UsageError(`${existing.map(({ file }) => join(folder, file)).join(' and ')} exists already; --force overwrites it`)
  for (const { template, file } of wanted) writeInto(join(folder, file), filled(template))
  const server = guessIn(folder)
  const config = { start: 'npm start', ...server } // in CI nothing is up already
  const guessed = Object.keys(config)
  if (found === undefined) writeInto(join(folder, configFile), configuration({ server: config, guessed, schema: schemaFor(folder) }))
  out(told(wanted, folder, found, server))
  return 0
}

const told = (wanted: readonly Place[], folder: string, found: string | undefined, server: ServerConfig): string => {
  const written = wanted.map(({ file }) => `wrote ${join(folder, file)}\n`).join('')
  const config = found
    ? `left ${join(folder, found)} as it is; see that it says server: url, and start if the server is not up already\n`
    : `wrote ${join(folder, configFile)}: ${inWords({ ...server, start: server.start ?? 'npm start, which is a guess: there is no package.json with a script start or dev' })}\n`
  const next = wanted.map(({ next: one }) => `then ${one}\n`).join('')
  return `${written}${config}Now look at the lines marked CHANGE, ${next}`
}

const filled = (template: string): string => readFileSync(new URL(template, enclosed), 'utf8').replaceAll(writtenFor, version)
