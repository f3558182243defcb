import { once } from 'node:events'
import { Unclear, Violation } from '../expect.ts'
import type { ClientOptions } from './client.ts'
import type { ClientConnection, ClientListener } from './client-connection.ts'
import type { Exit, Leash } from './leash.ts'
import { createLines } from './lines.ts'
import { bytesAsJson, createMeter, type Meter } from './meter.ts'
import { enlist, start } from './process.ts'
import { quoteWords } from './shell.ts'
import { toldOf, unfit } from './told.ts'

/** How long a command may take to end after a SIGTERM, in milliseconds. */
const grace = 500

/** A client command: the URL is its last argument, event lines on stdout as they come, until it is killed. Each client is a process. */
export const openClientCommand = (command: readonly string[]): ClientConnection => {
  const leave = enlist()
  const running = new Set<Leash>()
  return {
    async open(url, options, listener, { trusting, most }) {
      const { child, leash } = await start(
        [...command, url],
        {
          stdio: ['ignore', 'pipe', 'pipe'],
          env: { ...process.env, ...trusting?.environment, SSE_URL: url, SSE_OPTIONS: optionsText(options) },
        },
        { grace },
      )
      running.add(leash)
      let isOpen = true
      const lost = (error: Error) => {
        if (!isOpen) return
        isOpen = false
        listener.lost(error, { shared: false })
        void leash.stop()
      }
      const longest = bytesAsJson(most)
      const noise = createMeter(most)
      const lines = createLines(
        longest,
        (line) => hear(line, listener, noise, lost),
        () => lost(new Unclear('setup', `stdout carries a line that does not end within ${longest} bytes`)),
      )
      child.stdout?.on('data', (bytes: Buffer) => isOpen && lines.push(bytes))
      const read = child.stdout ? once(child.stdout, 'close').catch(() => {}) : Promise.resolve()
      void leash.closed.then(async (exit) => {
        await read
        running.delete(leash)
        lost(endOf(exit, leash.stderr()))
      })
      return {
        async close() {
          isOpen = false
          await leash.stop()
        },
      }
    },
    reproduce: (caseId) => `npx sse-conformance client --only ${caseId} -- ${quoteWords(command)}`,
    async close() {
      await Promise.all([...running].map((leash) => leash.stop()))
      leave()
    },
  }
}

/** What an object does with its listeners is nothing to a command. */
const optionsText = ({ reactions: _, ...options }: ClientOptions): string => JSON.stringify(options)

/** One line of stdout. */
const hear = (text: string, listener: ClientListener, noise: Meter, lost: (error: Error) => void): void => {
  const line = text.trim() === '' ? {} : parsed(text)
  const why = line ? unfit(line) : `something other than event lines: ${JSON.stringify(abridged(text))}`
  const told = line && toldOf(line)
  if (why !== undefined) lost(new Unclear('setup', `stdout carries ${why}`))
  else if (told) listener.told({ ...told, at: performance.now() })
  else if (!noise.takes(text.length)) lost(new Unclear('setup', 'stdout is flooded with lines that tell nothing'))
}

const parsed = (text: string): Record<string, unknown> | undefined => {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

const abridged = (text: string) => (text.length > 120 ? `${text.slice(0, 120)}…` : text)

/** Whoever ends by itself tells nothing more; only a case that waits for more has something to say about that. */
const endOf = ({ code, signal, outgrew }: Exit, stderr: string): Violation => {
  if (outgrew) return new Violation('the client uses more than 1024 MB of memory and was ended')
  const end = signal === null ? `exits with ${code}` : `is ended by ${signal}`
  return new Violation(`the client ${end}`, { expected: 'a client that runs until it is ended', actual: stderr === '' ? end : stderr })
}
