import type { Writable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import { Unclear } from '../expect.ts'
import type { EmittedLine } from './adapter.ts'
import { crashOf, exchange } from './exchange.ts'
import { enlist } from './process.ts'
import { printf, quoteWords } from './shell.ts'
import type { ParserConnection } from './target.ts'

/** A parser command: the stream on stdin until EOF, event lines on stdout, exit 0. Each stream gets a process of its own. */
export const openParserCommand = (command: readonly string[]): ParserConnection => {
  const leave = enlist()
  let lifetime = 0 // of the latest process that was given its stream in one piece, in milliseconds
  return {
    async replay(pieces, { signal }) {
      const began = performance.now()
      const outcome = await exchange(command, (stdin) => feed(stdin, pieces, lifetime, signal), signal)
      if (outcome.exit.code !== 0) throw crashOf(outcome)
      const ms = performance.now() - began
      if (pieces.length === 1) lifetime = ms
      return { lines: linesOf(outcome.output), ms }
    },
    reproduce: (caseId, stream) =>
      stream ? `${printf(stream)} | ${quoteWords(command)}` : `npx sse-conformance parser --only ${caseId} -- ${quoteWords(command)}`,
    async close() {
      leave()
    },
  }
}

/**
 * Writes piece by piece; a command that stops reading is not to blame for that.
 * Pieces that are written before a command reads arrive as one, so several wait as long as a whole process took,
 * by when this one has started, and then a moment each. One that is slower still is asked less, never judged wrongly.
 */
const feed = async (stdin: Writable, pieces: readonly Uint8Array[], lifetime: number, signal: AbortSignal): Promise<void> => {
  if (pieces.length > 1) await setTimeout(lifetime, undefined, { signal }).catch(() => {}) // the process is ended then
  for (const piece of pieces) {
    if (!stdin.writable) return
    await new Promise<void>((resolve) => {
      stdin.once('close', resolve)
      stdin.write(piece, () => {
        stdin.off('close', resolve)
        resolve()
      })
    })
    if (pieces.length > 1) await setTimeout(1)
  }
  stdin.end()
}

const linesOf = (output: Buffer): readonly EmittedLine[] => {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(output)
  } catch {
    throw new Unclear('setup', 'stdout is not UTF-8; event lines are JSON, one a line, in UTF-8')
  }
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => ({ line: parseLine(line), after: 0 }))
}

const parseLine = (line: string): Readonly<Record<string, unknown>> => {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    value = undefined
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  throw new Unclear('setup', `stdout carries something other than event lines: ${JSON.stringify(abridge(line.trim()))}`)
}

const abridge = (text: string) => (text.length > 120 ? `${text.slice(0, 120)}…` : text)
