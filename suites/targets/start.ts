import type { ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { askUntilUp } from './ask-until-up.ts'
import { isTaken } from './attempt.ts'
import { kin } from './families.ts'
import { type Exit, keepTail, type Leash } from './leash.ts'
import { enlist, start } from './process.ts'
import { SetupError } from './setup-error.ts'
import type { ServerAddress } from './target.ts'

/** How a server is started, and how it is known to be up. */
export type ServerStart = Pick<ServerAddress, 'headers' | 'tls'> & {
  /** A line for the shell, which runs in the foreground for as long as the server does. */
  readonly command: string
  /** http: or https:. Whatever it answers, the server is up. */
  readonly waitFor: string
}

export type Patience = {
  /** How long the server may take until it answers, in milliseconds. Default: 30 s. */
  readonly timeout?: number
  /** How long it may take to end after a SIGTERM, in milliseconds. Default: 2 s. */
  readonly grace?: number
}

/** A server that was started and answers. */
export type StartedServer = {
  /** Ends it and all that it started: SIGTERM, and after the grace SIGKILL. */
  close(): Promise<void>
  /** How it ended by itself, if it does so within a moment; asked when a connection broke. */
  death(): Promise<SetupError | undefined>
  /** The memory of all its processes in bytes; 0 where that cannot be seen. */
  memory(): number
}

/**
 * Starts a server and waits until it answers; throws a SetupError when it does not, or the reason of the signal.
 * Either way nothing of it is left running.
 */
export const startServer = async (
  { command, waitFor, ...how }: ServerStart,
  signal: AbortSignal,
  { timeout = 30_000, grace = 2000 }: Patience = {},
): Promise<StartedServer> => {
  const url = urlOf(waitFor)
  signal.throwIfAborted()
  if (await isTaken(url, signal)) throw taken(url)
  const leave = enlist()
  let running: Running | undefined
  const close = async () => {
    await running?.leash.stop()
    leave()
  }
  try {
    const started = await run(command, grace)
    running = started
    await answered(url, how, running, signal, timeout)
    return { close, death: () => deathOf(started), memory: () => kin.of(started.child.pid ?? -1).memory }
  } catch (error) {
    await close()
    signal.throwIfAborted()
    throw error
  }
}

const urlOf = (text: string): URL => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url && /^https?:$/.test(url.protocol)) return url
  throw new SetupError('what --wait-for says is no URL to wait for', 'write one that begins with http:// or https://')
}

/** The URL without what may be a secret in it. */
const shown = ({ origin, pathname }: URL): string => `${origin}${pathname}`

const taken = (url: URL): SetupError =>
  new SetupError(
    `something listens at ${shown(url)} before the server is started`,
    'end it, or leave out --start to audit what runs there; otherwise the wrong server would be judged',
  )

type Running = { readonly child: ChildProcess; readonly leash: Leash; readonly output: () => string }

/** A server holds what it needs, so its memory has no bound. */
const run = async (command: string, grace: number): Promise<Running> => {
  const bounds = { memory: Number.POSITIVE_INFINITY, grace }
  const { child, leash } = await start([command], { shell: true, stdio: ['ignore', 'pipe', 'pipe'] }, bounds)
  return { child, leash, output: keepTail([child.stdout, child.stderr], 4096) }
}

/** Settles when the server answers; throws a SetupError when it ends before that, or does not answer in time. */
const answered = async (
  url: URL,
  how: Pick<ServerAddress, 'headers' | 'tls'>,
  { child, leash, output }: Running,
  signal: AbortSignal,
  timeout: number,
): Promise<void> => {
  const over = new AbortController()
  const until = AbortSignal.any([signal, over.signal, AbortSignal.timeout(timeout)])
  const asked = askUntilUp(url, how, until)
  const gone = leash.closed.then((exit) => ({ exit }))
  const first = await Promise.race([asked, gone])
  over.abort()
  await asked
  if ('exit' in first || child.exitCode !== null || child.signalCode !== null) throw ended(await leash.closed, output())
  if (!first.isUp) throw silent(url, timeout, first.reason, output())
}

/** A shell notices late that what it ran has ended. */
const moment = 1000

const deathOf = ({ leash, output }: Running): Promise<SetupError | undefined> =>
  Promise.race([leash.closed.then((exit) => endedLater(exit, output())), sleep(moment, undefined, { ref: false })])

const endedLater = ({ code, signal }: Exit, output: string): SetupError =>
  new SetupError(`the server ended while it was audited: ${signal === null ? `exit code ${code}` : signal}; it said: ${output}`)

const ended = ({ code, signal }: Exit, output: string): SetupError =>
  new SetupError(
    `the server ended before it answered: ${signal === null ? `exit code ${code}` : signal}`,
    'the command of --start is to run in the foreground for as long as the server does; run it by hand to see why it ends',
    output,
  )

const silent = (url: URL, timeout: number, reason: string, output: string): SetupError =>
  new SetupError(
    `the server did not answer at ${shown(url)} within ${timeout / 1000} s: ${reason}`,
    'name a URL that answers at once with --wait-for, and check host and port',
    output,
  )
