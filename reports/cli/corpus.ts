import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import pc from 'picocolors'
import { vectors } from '../../spec/vectors.ts'
import { tellingVectors } from '../../suites/parser/dialect.ts'
import { version } from '../../suites/version.ts'
import { corpusFiles, corpusOf, keepYours } from '../corpus.ts'
import { makeFolder } from './folder.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/** The runners and the README: files of their own languages, shipped as they are. */
const enclosed = new URL('../../../reports/corpus/', import.meta.url)

/** Writes the vectors for other languages into a folder that is new, empty or an earlier corpus. */
export const writeCorpus = (folder: string, { out }: Terminal): number => {
  const corpus = corpusOf(vectors, tellingVectors(vectors), version)
  const texts = readdirSync(enclosed).map((name) => [name, readFileSync(new URL(name, enclosed), 'utf8')])
  const files = corpusFiles(corpus, Object.fromEntries(texts))
  try {
    checkFolder(folder)
    for (const [name, content] of Object.entries(files)) write(join(folder, name), content)
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(`cannot write into ${folder}: ${codeOf(error)}; name another folder`)
  }
  out(`${corpus.vectors.length} vectors of ${Object.keys(corpus.clauses).length} clauses are in ${folder}\n`)
  out(`${pc.dim(Object.keys(files).join('  '))}\n`)
  out(`Now put your parser into one of the runners; ${join(folder, 'README.md')} says how.\n`)
  return 0
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code

const checkFolder = (folder: string): void => {
  const isFree = !statSync(folder, { throwIfNoEntry: false }) || readdirSync(folder).length === 0
  if (!isFree && !isCorpus(folder))
    throw new UsageError(`${folder} holds something else than a corpus; name a folder that is new, empty or an earlier corpus`)
}

const isCorpus = (folder: string): boolean => {
  try {
    return JSON.parse(readFileSync(join(folder, 'vectors.json'), 'utf8')).$schema === 'schemas/corpus.json'
  } catch {
    return false
  }
}

const write = (file: string, content: string): void => {
  makeFolder(dirname(file))
  writeFileSync(file, keepYours(content, textOf(file)))
}

const textOf = (file: string): string => (statSync(file, { throwIfNoEntry: false }) ? readFileSync(file, 'utf8') : '')
