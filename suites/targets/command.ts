import type { ChildProcess } from 'node:child_process'
import { setTimeout } from 'node:timers/promises'
import { Unclear, Violation } from '../expect.ts'
import type { Answer, EmittedLine } from './adapter.ts'
import { type Exit, memoryBound, start, sweep } from './process.ts'
import { printf, quoteWords } from './shell.ts'
import type { ParserConnection } from './target.ts'

/** The most a command may write on stdout for one stream, in bytes. */
const outputBound = 16 * 1024 ** 2

/** A parser command: the stream on stdin until EOF, event lines on stdout, exit 0. Each stream gets a process of its own. */
export const openCommand = (command: readonly string[]): ParserConnection => {
  let lifetime = 0 // of the latest process that was given its stream in one piece, in milliseconds
  return {
    async replay(pieces, { signal }) {
      const began = performance.now()
      const answer = await replayOnce(command, pieces, lifetime, signal)
      const ms = performance.now() - began
      if (pieces.length === 1) lifetime = ms
      return { ...answer, ms }
    },
    reproduce: (caseId, stream) =>
      stream ? `${printf(stream)} | ${quoteWords(command)}` : `npx sse-conformance parser --only ${caseId} -- ${quoteWords(command)}`,
    async close() {
      sweep()
    },
  }
}

const replayOnce = async (command: readonly string[], pieces: readonly Uint8Array[], lifetime: number, signal: AbortSignal) => {
  signal.throwIfAborted()
  const { child, leash } = await start(command, { stdio: 'pipe' })
  const stop = () => void leash.stop()
  signal.addEventListener('abort', stop, { once: true })
  try {
    const output = collect(child, stop)
    await feed(child, pieces, lifetime, signal)
    const exit = await leash.closed
    signal.throwIfAborted()
    return answerOf(exit, output(), leash.stderr())
  } finally {
    signal.removeEventListener('abort', stop)
    await leash.stop()
  }
}

/**
 * Writes piece by piece; a command that stops reading is not to blame for that.
 * Pieces that are written before a command reads arrive as one, so several wait as long as a whole process took,
 * by when this one has started, and then a moment each. One that is slower still is asked less, never judged wrongly.
 */
const feed = async ({ stdin }: ChildProcess, pieces: readonly Uint8Array[], lifetime: number, signal: AbortSignal): Promise<void> => {
  if (!stdin) return
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

const collect = (child: ChildProcess, stop: () => void): (() => Buffer) => {
  const chunks: Buffer[] = []
  let length = 0
  child.stdout?.on('data', (bytes: Buffer) => {
    length += bytes.length
    if (length > outputBound) return stop()
    chunks.push(bytes)
  })
  return () => {
    if (length > outputBound) throw new Violation(`writes more than ${outputBound / 1024 ** 2} MB for one stream`)
    return Buffer.concat(chunks)
  }
}

const answerOf = (exit: Exit, output: Buffer, stderr: string): Pick<Answer, 'lines'> => {
  if (exit.outgrew) throw new Violation(`uses more than ${memoryBound / 1024 ** 2} MB of memory and was ended`)
  if (exit.code !== 0) {
    const end = exit.signal ? `is ended by ${exit.signal}` : `exits with ${exit.code}`
    throw new Violation(`the command ${end}`, {
      expected: 'exit code 0',
      actual: stderr === '' ? `${end}, nothing on stderr` : `${end}\n${stderr}`,
    })
  }
  return { lines: linesOf(output) }
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
