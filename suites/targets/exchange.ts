import type { ChildProcess } from 'node:child_process'
import { Violation } from '../expect.ts'
import { type Exit, memoryBound } from './leash.ts'
import { start } from './process.ts'

/** The most a command may write on stdout in one exchange, in bytes. */
const outputBound = 16 * 1024 ** 2

/** What a command said, and how it ended. */
export type Outcome = { readonly output: Buffer; readonly stderr: string; readonly exit: Exit }

/**
 * Starts a command, feeds it and waits for its end, all within `signal`; nothing of it is left running afterwards.
 * Throws a Violation when it writes or holds too much.
 */
export const exchange = async (
  command: readonly string[],
  feed: (stdin: NonNullable<ChildProcess['stdin']>) => Promise<void>,
  signal: AbortSignal,
): Promise<Outcome> => {
  signal.throwIfAborted()
  const { child, leash } = await start(command, { stdio: 'pipe' })
  const stop = () => void leash.stop()
  signal.addEventListener('abort', stop, { once: true })
  try {
    const output = collect(child, stop)
    if (child.stdin) await feed(child.stdin)
    const exit = await leash.closed
    signal.throwIfAborted()
    if (exit.outgrew) throw new Violation(`uses more than ${memoryBound / 1024 ** 2} MB of memory and was ended`)
    return { output: output(), stderr: leash.stderr(), exit }
  } finally {
    signal.removeEventListener('abort', stop)
    await leash.stop()
  }
}

/** A command that ended otherwise than it may. */
export const crashOf = ({ exit, stderr }: Outcome, expected = 'exit code 0'): Violation => {
  const end = exit.signal ? `is ended by ${exit.signal}` : `exits with ${exit.code}`
  return new Violation(`the command ${end}`, {
    expected,
    actual: stderr === '' ? `${end}, nothing on stderr` : `${end}\n${stderr}`,
  })
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
