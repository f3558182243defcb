import { availableParallelism } from 'node:os'
import type { Claim, Results, SetupFailure } from '../spec/results.ts'
import type { Case } from './case.ts'
import { type ClientSessionOptions, greetClient } from './client/session.ts'
import { timedSignal, within } from './deadline.ts'
import { greetEncoder } from './encoder/session.ts'
import { Unclear } from './expect.ts'
import { createGate, type Gate } from './gate.ts'
import { judgeInOrder } from './in-order.ts'
import { greetParser, type ParserOptions } from './parser/session.ts'
import { newSeed } from './random.ts'
import type { RunOptions } from './run-options.ts'
import { createLearningRedactor } from './secrets/learning.ts'
import type { Redactor } from './secrets/redact.ts'
import { secretsOfAddress } from './secrets/secrets.ts'
import { select } from './select.ts'
import { greetServer } from './server/session.ts'
import type { Session } from './session.ts'
import { suites } from './suites.ts'
import { addressOf, openClient, openEncoder, openParser, openServer } from './targets/open.ts'
import { SetupError } from './targets/setup-error.ts'
import type { Target } from './targets/target.ts'
import { version } from './version.ts'

/**
 * Judges one target. A target that cannot be judged gives results that say why; rejects only when the kit itself is at fault, and with a
 * RangeError when an entry of the baseline or a pattern of `requireObserved` matches no case at all.
 */
export const run = async (target: Target, options: RunOptions = {}): Promise<Results> => {
  const { timeout = 10_000, deadline = 600_000, jobs = jobsFor(target), seed = newSeed(), cuts = 'all', signal } = options
  const claim = options.claim ?? claimOf(target)
  const { redactor, learn: keepSecret } = createLearningRedactor([...(options.secrets ?? []), ...secretsOf(target)])
  const address = addressOf(target)
  const began = performance.now()
  const started = new Date().toISOString()
  const gate = createGate(options, started)
  const tooLate = new Unclear('setup', `cut off by the deadline of ${deadline / 1000} s for the whole run (--deadline)`)
  const timed = timedSignal(deadline, tooLate, signal, new Unclear('setup', 'cut off: the run was interrupted'))
  const isClaimed = options.claim !== undefined
  const settled = { ...options, claim, isClaimed, timeout, deadline, jobs, seed, cuts, gate, redactor, keepSecret, signal: timed.signal }
  const report = await judgeAll(target, settled).finally(timed.release)
  return gate.ofResults({
    version: 1,
    kit: version,
    started,
    durationMs: Math.round(performance.now() - began),
    seed,
    environment: { runtime: `node ${process.version}`, platform: `${process.platform} ${process.arch}` },
    profile: 'html',
    ...(target.role === 'parser' || target.role === 'client' ? { claim } : {}),
    target: { role: target.role, kind: target.kind, ...redactor.value({ name: target.name ?? address, address }) },
    ...report,
    ...(signal?.aborted ? { interrupted: true } : {}),
  })
}

/** Who is waited for is asked much at a time, who computes as much as there are processors; each client that is a command is a process. */
const jobsFor = (target: Target): number => {
  if (target.role === 'server') return suites.server.length
  if (target.role === 'client') return { command: 8, manual: suites.client.length, module: 128, service: 128, reference: 64 }[target.kind]
  return Math.min(4, availableParallelism())
}

/** A class is judged as a browser is, unless it says otherwise; that a module has none shows later. */
const claimOf = (target: Target): Claim => {
  if (target.role !== 'client') return 'parser'
  return target.kind === 'reference' || target.kind === 'module' ? 'eventsource' : 'client'
}

const secretsOf = (target: Target): readonly string[] => (target.role === 'server' && target.kind === 'url' ? secretsOfAddress(target) : [])

type Settled = RunOptions &
  ParserOptions &
  ClientSessionOptions & { readonly deadline: number; readonly gate: Gate; readonly redactor: Redactor }
type Report = Pick<Results, 'verdicts' | 'claim' | 'dialect' | 'watched' | 'setup'>

const judgeAll = (target: Target, options: Settled): Promise<Report> => {
  switch (target.role) {
    case 'parser':
      return judgeWith(
        suites.parser,
        inTime((signal) => openParser(target, signal)),
        greetParser,
        options,
      )
    case 'encoder':
      return judgeWith(
        suites.encoder,
        inTime((signal) => openEncoder(target, signal)),
        greetEncoder,
        options,
      )
    case 'client':
      return judgeWith(
        suites.client,
        inTime((signal, { deadline, onInvitation = () => {} }) => openClient(target, signal, { patience: 0.9 * deadline, onInvitation })),
        greetClient,
        options,
      )
    case 'server':
      return judgeWith(suites.server, ({ signal }) => openServer(target, signal), greetServer, options)
  }
}

const judgeWith = async <World, Connection extends { close(): Promise<void> }>(
  suite: readonly Case<World>[],
  open: (options: Settled) => Promise<Connection>,
  greet: (connection: Connection, options: Settled) => Promise<Session<World>>,
  options: Settled,
): Promise<Report> => {
  const cases = select(suite, options)
  options.onPlan?.(cases)
  if (cases.length === 0) return { verdicts: [] }
  try {
    const connection = await open(options)
    try {
      const session = await greet(connection, options)
      try {
        const verdicts = await judgeInOrder(cases, session, options)
        const watched = await session.watched?.()
        const { claim, dialect } = session
        return { verdicts, ...(claim ? { claim } : {}), ...(dialect ? { dialect } : {}), ...(watched ? { watched } : {}) }
      } finally {
        await session.close?.()
      }
    } finally {
      await connection.close()
    }
  } catch (error) {
    return { verdicts: [], setup: options.redactor.value(setupFailure(error)) }
  }
}

/** A server that is started bounds its own start, and has to be ended before the run is. */
const inTime =
  <Connection>(open: (signal: AbortSignal, options: Settled) => Promise<Connection>) =>
  (options: Settled): Promise<Connection> =>
    within(options.timeout, options.signal, notUp(options.timeout), (signal) => open(signal, options))

const notUp = (timeout: number) =>
  new SetupError(`the target is not up within ${timeout / 1000} s`, 'a module is to load at once; --timeout gives it more time')

const setupFailure = (error: unknown): SetupFailure => {
  if (!(error instanceof SetupError) && !(error instanceof Unclear)) throw error
  const { hint, stderr }: { hint?: string; stderr?: string } = error instanceof SetupError ? error : {}
  return { reason: error.message, ...(hint ? { hint } : {}), ...(stderr ? { stderr } : {}) }
}
