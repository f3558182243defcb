import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { version } from '../../suites/version.ts'
import { makeFolder } from './folder.ts'
import { type Guess, guessOf } from './init/guess.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

export type InitFlags = { readonly gitlab?: boolean; readonly shell?: boolean; readonly force?: boolean }

/** Files that work as they stand, for a server that is as they take it to be. */
const enclosed = new URL('../../../reports/ci/', import.meta.url)
const taken = { url: 'http://127.0.0.1:3000', start: 'npm start', version: '0.1.0' }

const configs = ['sse-conformance.yaml', 'sse-conformance.yml', 'sse-conformance.json']

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
  if (!existsSync(folder)) throw new UsageError(`there is no folder ${folder}; name that of your project`)
  const chosen = [...(gitlab ? [places.gitlab] : []), ...(shell ? [places.shell] : [])]
  const wanted = chosen.length > 0 ? chosen : [places.github]
  const found = configs.find((name) => existsSync(join(folder, name)))
  const existing = wanted.filter(({ file }) => !force && existsSync(join(folder, file)))
  if (existing.length > 0)
    throw new UsageError(`${existing.map(({ file }) => join(folder, file)).join(' and ')} exists already; --force overwrites it`)
  const guess = guessOf(textOf(join(folder, 'package.json')))
  for (const { template, file } of wanted) write(join(folder, file), filled(template, guess))
  if (found === undefined) write(join(folder, 'sse-conformance.yaml'), filled('sse-conformance.yaml', guess))
  out(told(wanted, folder, found, guess))
  return 0
}

const told = (wanted: readonly Place[], folder: string, found: string | undefined, { url, start }: Guess): string => {
  const written = wanted.map(({ file }) => `wrote ${join(folder, file)}\n`).join('')
  const config = found
    ? `left ${join(folder, found)} as it is; see that it says server: url, and start if the server is not up already\n`
    : `wrote ${join(folder, 'sse-conformance.yaml')}: the stream at ${url}/events, started with ${start ?? 'npm start, which is a guess: there is no package.json with a script start or dev'}\n`
  const next = wanted.map(({ next: one }) => `then ${one}\n`).join('')
  return `${written}${config}Now look at the lines marked CHANGE, ${next}`
}

const filled = (template: string, { url, start }: Guess): string =>
  readFileSync(new URL(template, enclosed), 'utf8')
    .replaceAll(taken.url, url)
    .replaceAll(taken.start, start ?? taken.start)
    .replaceAll(taken.version, version)

const textOf = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '')

const write = (file: string, text: string): void => {
  try {
    makeFolder(dirname(file))
    writeFileSync(file, text, { mode: basename(file).endsWith('.sh') ? 0o755 : 0o644 })
  } catch (error) {
    throw new UsageError(`cannot write ${file}: ${(error as NodeJS.ErrnoException).code}; name another folder`)
  }
}
