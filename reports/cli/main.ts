#!/usr/bin/env node
import { once } from 'node:events'
import { runCommandLine } from './command-line.ts'

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit() // whoever read us has seen enough
  throw error
})

process.exitCode = await runCommandLine(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  drained: async () => (process.stdout.writableNeedDrain ? once(process.stdout, 'drain') : undefined),
  ...(process.stdin.isTTY && process.stdout.isTTY
    ? { converse: async (talk) => (await import('./dialogue.ts')).converse(process.stdin, process.stdout, talk) }
    : {}),
  ...(process.stdout.isTTY ? { screen: process.stdout } : {}),
})
