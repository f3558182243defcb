import type { Claim } from '../../spec/results.ts'
import { bytesOf } from '../../spec/vector.ts'
import type { Case } from '../case.ts'
import { browserDialect } from '../parser/dialect.ts'
import type { Session, SessionOptions } from '../session.ts'
import type { ClientConnection } from '../targets/client-connection.ts'
import { createTurns } from '../turns.ts'
import { isAlive } from './alive.ts'
import { type Bench, worldOf } from './bench.ts'
import { patienceFor } from './by-hand.ts'
import { createControl } from './control.ts'
import { cutsOf } from './cuts.ts'
import { dialectOf } from './dialect.ts'
import { isBusy, isLarge, mostToldIn, overdue } from './effort.ts'
import { shakeHands } from './handshake.ts'
import { lacks } from './lacks.ts'
import { openSite, type Site } from './origin/site.ts'
import { meaningOfVector, type Seen } from './reading.ts'
import { createReads } from './reads.ts'
import { createSecured } from './secured.ts'
import { createSigns } from './signs.ts'
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
  const whileAlive = createSigns(() => isAlive({ connection, site: sites.same, waits, asked, control, signal }))
  const secured = createSecured({ connection, sites, answer: waits.answer, signal })
  const blind: Seen = { ...known, dialect: browserDialect }
  const claim = options.isClaimed || connection.inspect ? options.claim : 'client'
  const isKnown = claim === 'eventsource' || connection.manual !== undefined
  const dialect = isKnown ? browserDialect : await dialectOf(blind, reads.read, options)
  const seen: Seen = { ...known, dialect }
  const reading: Bench['reading'] = {
    read: (vector, at, until, tape) => reads.read(seen, vector, at, until, tape),
    meaningOf: (vector) => meaningOfVector(vector, seen),
    cutsOf: (vector) => cutsOf(bytesOf(vector), seed, cuts),
    dialect: () => dialect,
  }
  const aloneInTurn = createTurns(mostAlone)
  const tellsErrors = !lacks('error', known, connection, claim)
  const bench = { connection, control, waits, delay, asked, tellsErrors, reading }
  return {
    claim,
    ...(isKnown ? {} : { dialect }),
    lacks: (need) => lacks(need, known, connection, claim),
    patience: 3 * waits.return + (connection.manual ? patienceFor(connection.manual) : 0),
    overdue,
    isBusy,
    inTurn: { has: isLarge, patience: 3 * waits.return, prepare: async () => {} }, // they keep client and kit busy
    run: (item, until, tape) => {
      const how = { what: `${item.id}: ${item.title}`, most: mostToldIn(item), signal: until, tape }
      const ask = () => secured.within(item, (ground) => runIn({ ...bench, ...ground, ...how }, item, aloneInTurn))
      return connection.manual ? ask() : whileAlive(until, ask)
    },
    reproduce: (caseId) => connection.reproduce(caseId),
    async close() {
      await reads.close()
      await secured.close()
      await closeSites()
    },
  }
}

/** The most cases that are asked where nobody else is at the same time: one that crashes a process leaves many such. */
const mostAlone = 16

/** A case whose client is lost together with others, perhaps through the fault of one of those, is asked again where nobody else is. */
const runIn = async (
  bench: Omit<Bench, 'alone'>,
  item: Case<ClientWorld>,
  inTurn: ReturnType<typeof createTurns>,
  alone = false,
): Promise<void> => {
  const { world, close, wasLostWithOthers, overrun } = worldOf({ ...bench, alone })
  try {
    await Promise.race([item.run(world), overrun])
  } catch (error) {
    if (alone || !wasLostWithOthers() || bench.signal.aborted) throw error
    bench.tape.rewind()
    return await inTurn(() => runIn(bench, item, inTurn, true))
  } finally {
    await close()
  }
}
