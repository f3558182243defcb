import type { Claim, Dialect } from '../../spec/results.ts'
import { bytesOf, type Vector } from '../../spec/vector.ts'
import { vectors } from '../../spec/vectors.ts'
import type { Case } from '../case.ts'
import { within } from '../deadline.ts'
import { silence } from '../expect.ts'
import type { Need } from '../need.ts'
import { inParallel } from '../parallel.ts'
import { browserDialect, tellingVectors } from '../parser/dialect.ts'
import { nearestDialect } from '../parser/nearest-dialect.ts'
import type { Session, SessionOptions } from '../session.ts'
import { createTape, type Tape } from '../tape.ts'
import type { ClientConnection } from '../targets/client-connection.ts'
import type { Acquaintance } from './acquaintance.ts'
import { type Bench, worldOf } from './bench.ts'
import { patienceFor } from './by-hand.ts'
import { createControl } from './control.ts'
import { cutsOf } from './cuts.ts'
import { shakeHands } from './handshake.ts'
import { openSite, type Site } from './origin/site.ts'
import { meaningOfVector, type Seen } from './reading.ts'
import { createReads } from './reads.ts'
import { waitsFor } from './waits.ts'
import type { ClientWorld } from './world.ts'

export type ClientSessionOptions = SessionOptions & {
  readonly claim: Claim
  /** Whether somebody said so. */
  readonly isClaimed: boolean
  readonly cuts: 'telling' | 'all'
}

/** Opens the origin, shakes hands with a client, and finds out how it dispatches. */
export const greetClient = async (connection: ClientConnection, options: ClientSessionOptions): Promise<Session<ClientWorld>> => {
  const { manual } = connection
  const sites = { same: await openSite(manual), other: await openSite(manual) }
  const closeSites = async () => void (await Promise.all([sites.same.close(), sites.other.close()]))
  try {
    return await greetOn(connection, sites, closeSites, options)
  } catch (error) {
    await closeSites()
    throw error
  }
}

/** What a command or a service is asked to wait by default; one that has no such option waits as it likes. */
const initialDelay = 100

const greetOn = async (
  connection: ClientConnection,
  sites: { readonly same: Site; readonly other: Site },
  closeSites: () => Promise<void>,
  options: ClientSessionOptions,
): Promise<Session<ClientWorld>> => {
  const { timeout, signal, cuts, seed } = options
  const asked = connection.inspect ? {} : { initialDelayMs: initialDelay }
  const known = await shakeHands({ connection, site: sites.same, timeout, asked, signal })
  const { delay = 0 } = known
  const waits = waitsFor(timeout, delay, connection.returnsWithin)
  const control = createControl(sites.same, signal)
  const returns = known.delay !== undefined
  const reads = createReads({ connection, site: sites.same, waits, asked, signal, control, prompt: known.prompt, returns })
  const { read } = reads
  const blind: Seen = { ...known, dialect: browserDialect }
  const claim = options.isClaimed || connection.inspect ? options.claim : 'client'
  const isKnown = claim === 'eventsource' || connection.manual !== undefined
  const dialect = isKnown ? browserDialect : await dialectOf(blind, read, options)
  const seen: Seen = { ...known, dialect }
  const reading: Bench['reading'] = {
    read: (vector, at, until, tape) => read(seen, vector, at, until, tape),
    meaningOf: (vector) => meaningOfVector(vector, seen),
    cutsOf: (vector) => cutsOf(bytesOf(vector), seed, cuts),
    dialect: () => dialect,
  }
  const tellsErrors = !lacks('error', known, connection, claim)
  const bench = { connection, sites, control, waits, delay, asked, tellsErrors, reading }
  return {
    claim,
    ...(isKnown ? {} : { dialect }),
    lacks: (need) => lacks(need, known, connection, claim),
    patience: 3 * waits.return + (connection.manual ? patienceFor(connection.manual) : 0),
    inTurn: { has: ({ id }) => id.startsWith('client/limits/'), patience: 3 * waits.return, prepare: async () => {} }, // they keep client and kit busy
    run: (item, until, tape) => runIn({ ...bench, what: `${item.id}: ${item.title}`, signal: until, tape }, item),
    reproduce: (caseId) => connection.reproduce(caseId),
    async close() {
      await reads.close()
      await closeSites()
    },
  }
}

/** A case whose client is lost together with others, perhaps through the fault of one of those, is asked again where nobody else is. */
const runIn = async (bench: Omit<Bench, 'alone'>, item: Case<ClientWorld>, alone = false): Promise<void> => {
  const { world, close, wasLostWithOthers } = worldOf({ ...bench, alone })
  try {
    await item.run(world)
  } catch (error) {
    if (alone || !wasLostWithOthers() || bench.signal.aborted) throw error
    bench.tape.rewind()
    return await runIn(bench, item, true)
  } finally {
    await close()
  }
}

const lacks = (need: Need, { exposed, hearsTypes, delay, tells }: Acquaintance, connection: ClientConnection, claim: Claim): boolean => {
  switch (need) {
    case 'type':
      return !exposed.type || !hearsTypes
    case 'lastEventId':
      return !exposed.lastEventId
    case 'id':
      return !exposed.id
    case 'dialect':
      return claim === 'eventsource' || connection.manual !== undefined
    case 'returns':
      return delay === undefined
    case 'events':
      return connection.manual !== undefined
    case 'object':
      return connection.inspect === undefined
    case 'bulk':
      return connection.tellsByRequest === true
    case 'open':
      return connection.inspect === undefined && !tells.open // an object has no choice
    case 'error':
      return connection.inspect === undefined && !tells.error
    default:
      return true
  }
}

type Read = (seen: Seen, vector: Vector, cuts: readonly number[], signal: AbortSignal, tape: Tape) => ReturnType<ClientWorld['read']>

/** The dialect that explains the most of what the client makes of the telling vectors. */
const dialectOf = async (seen: Seen, read: Read, { jobs, timeout, signal }: ClientSessionOptions): Promise<Dialect> => {
  const longest = 5 * timeout // a slow answer tells as much as a quick one
  const telling = tellingVectors(vectors).filter(({ shownBy }) => shownBy !== 'retry')
  const answers = await inParallel(jobs, telling, async (vector) => {
    const ask = (until: AbortSignal) => read(seen, vector, [], until, createTape())
    return { vector, reading: await within(longest, signal, silence(longest), ask).catch(() => undefined) }
  })
  return nearestDialect(answers, (dialect, vector) => meaningOfVector(vector, { ...seen, dialect }))
}
