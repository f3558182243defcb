import { readFileSync } from 'node:fs'
import type { Renames } from '../../suites/renames.ts'
import { matcher } from '../../suites/select.ts'
import { didYouMean } from './nearest.ts'
import { UsageError } from './usage-error.ts'

/** Patterns as written, those of an @file in its place. */
export const readPatterns = (patterns: readonly string[] = []): readonly string[] =>
  patterns.flatMap((pattern) => (pattern.startsWith('@') ? readList(pattern.slice(1)) : [pattern]))

const readList = (file: string): readonly string[] => {
  try {
    const lines = readFileSync(file, 'utf8').split(/\r?\n/)
    return lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'))
  } catch (error) {
    throw new UsageError(
      `cannot read the list ${file}: ${(error as NodeJS.ErrnoException).code}; write @ and the path of a file with a pattern a line`,
    )
  }
}

/** Throws when a pattern matches none of these ids: a typing error is not to look like success. */
export const checkPatterns = (patterns: readonly string[], ids: readonly string[], renames?: Renames): void => {
  const message = lostPattern(patterns, ids, renames)
  if (message !== undefined) throw new UsageError(message, 4)
}

/** What is wrong with the first pattern that matches none of these ids, and which is near it. */
export const lostPattern = (patterns: readonly string[], ids: readonly string[], renames?: Renames): string | undefined => {
  const lost = patterns.find((pattern) => !ids.some(matcher([pattern], renames)))
  if (lost === undefined) return undefined
  return `no case matches "${lost}"${didYouMean(lost, [...ids, ...topicsOf(ids)])} sse-conformance list shows them all`
}

const topicsOf = (ids: readonly string[]) => [...new Set(ids.map((id) => id.split('/').slice(0, 2).join('/')))]
