#!/usr/bin/env node
import { CommanderError } from 'commander'
import { createProgram } from './program.ts'
import { UsageError } from './usage-error.ts'

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit() // whoever read us has seen enough
  throw error
})

const codeOf = (error: unknown): number => {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2 // commander has told already
  if (error instanceof UsageError) {
    process.stderr.write(`error: ${error.message}\n`)
    return error.exitCode
  }
  process.stderr.write(
    `error: a fault of sse-conformance itself, please report it: ${error instanceof Error ? error.stack : String(error)}\n`,
  )
  return 4
}

try {
  await createProgram((exitCode) => {
    process.exitCode = exitCode
  }).parseAsync()
} catch (error) {
  process.exitCode = codeOf(error)
}
