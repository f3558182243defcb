import { CommanderError } from 'commander'
import { createProgram } from './program.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/** Runs what the arguments say and returns the exit code; what is wrong with them is told on `err`, in one sentence. */
export const runCommandLine = async (args: readonly string[], terminal: Terminal): Promise<number> => {
  let exitCode = 0
  const program = createProgram(terminal, (code) => {
    exitCode = code
  })
  try {
    await program.parseAsync(args, { from: 'user' })
    return exitCode
  } catch (error) {
    return tellError(error, terminal)
  }
}

const tellError = (error: unknown, { err }: Terminal): number => {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2 // commander has told already
  if (error instanceof UsageError) {
    err(`error: ${error.message}\n`)
    return error.exitCode
  }
  const stack = error instanceof Error ? error.stack : String(error)
  err(`error: a fault of sse-conformance itself, please report it: ${stack}\n`)
  return 4
}
