import type { Case, CaseSummary } from './case.ts'
import { chunkingCases } from './parser/cases/chunking.ts'
import { dialectCases } from './parser/cases/dialect.ts'
import { streamCases } from './parser/cases/stream.ts'
import { vectorCases } from './parser/cases/vectors.ts'
import type { ParserWorld } from './parser/world.ts'

/** The cases of each role whose suites exist, in the order of the report. */
export const suites = {
  parser: [...vectorCases, ...streamCases, ...chunkingCases, ...dialectCases] satisfies readonly Case<ParserWorld>[],
} as const

/** Every case of every role. */
export const cases: readonly CaseSummary[] = Object.values(suites).flat()
