import type { Vector } from '../../spec/vector.ts'
import { Unclear, Violation } from '../expect.ts'
import { createLatch } from '../latch.ts'
import type { Tape } from '../tape.ts'
import type { ClientOptions, Told } from '../targets/client.ts'
import type { ClientConnection } from '../targets/client-connection.ts'
import type { Measure } from '../targets/meter.ts'
import type { Trust } from '../targets/trust.ts'
import { unheard } from './by-hand.ts'
import type { Control } from './control.ts'
import { type Address, openAddress } from './origin/address.ts'
import type { Site } from './origin/site.ts'
import { type Started, startClient } from './started.ts'
import { type Opened, originOf } from './visited.ts'
import { believed, pass, tooLate, type Waits } from './waits.ts'
import type { Client, ClientWorld, Origin, SecureWhere } from './world.ts'

/** What the world of one case is made of. */
export type Bench = {
  readonly connection: ClientConnection
  readonly sites: { readonly same: Site; readonly other: Site } & Partial<Readonly<Record<SecureWhere, Site>>>
  /** What its clients trust beside what they trust anyway. */
  readonly trusting?: Trust | undefined
  readonly control: Control
  readonly waits: Waits
  readonly delay: number
  /** What every client is asked for, unless a case asks for something else. */
  readonly asked: ClientOptions
  readonly tellsErrors: boolean
  readonly reading: Pick<ClientWorld, 'meaningOf' | 'cutsOf' | 'dialect'> & {
    read(vector: Vector, cuts: readonly number[], signal: AbortSignal, tape: Tape): ReturnType<ClientWorld['read']>
  }
  /** Its ID and its title, for a person. */
  readonly what: string
  /** In a process that nobody else is in. */
  readonly alone: boolean
  /** How much its clients tell at most. */
  readonly most: Measure
  readonly signal: AbortSignal
  readonly tape: Tape
}

/** The world of one client case, and what ends all that it opened. */
export const worldOf = (
  bench: Bench,
): { readonly world: ClientWorld; close(): Promise<void>; wasLostWithOthers(): boolean; readonly overrun: Promise<never> } => {
  const { connection, sites, delay, signal, tape, reading, asked } = bench
  const addresses = new Map<Origin, Address>()
  const clients: Opened[] = []
  const overrun = createLatch<Error>()
  const addressOn = (site: Site): Origin => {
    const address = openAddress(site, recorderOf(tape))
    const origin = originOf(address, bench, clients)
    address.overrun.catch(overrun.open)
    addresses.set(origin, address)
    return origin
  }
  const held = (origins: Origin | readonly Origin[]) => [origins].flat().flatMap((origin) => addresses.get(origin) ?? [])
  const world: ClientWorld = {
    origin: addressOn(sites.same),
    address(where) {
      const site = sites[where]
      if (!site) throw new Error(`a case that asks over ${where} needs tls or http2`)
      return addressOn(site)
    },
    async open(url, given = {}, sieve = undefined) {
      tape.sentLine(() => openLine(url, given))
      const started = await startClient(connection, url, { ...asked, ...given }, { ...bench, record: recordOn(tape), sieve })
      clients.push({ ...started, url })
      return clientOf(started, bench)
    },
    inspect: connection.inspect ?? noInspect,
    delay,
    tellsErrors: bench.tellsErrors,
    longer: longerThan(delay),
    noReturn: (origins, what) => noReturn(held(origins), what, bench),
    pass: (milliseconds) => pass(milliseconds, signal),
    ...reading,
    read: (vector, cuts = []) => reading.read(vector, cuts, signal, tape),
  }
  return {
    world,
    overrun: overrun.promise.then((error) => Promise.reject(error)),
    wasLostWithOthers: () => clients.some((client) => client.wasLostWithOthers()),
    async close() {
      for (const address of addresses.values()) address.close()
      await Promise.all(clients.map((client) => client.end()))
    },
  }
}

/** Surely above what a client waits by default, also where it adds chance to that, or where this machine is slow to see it come. */
const longerThan = (delay: number): number => Math.round(1.25 * delay + 1000)

const recordOn = (tape: Tape) => (told: Told) => tape.receivedLine(JSON.stringify(lineOf(told)), told.at)

const openLine = (url: string, given: ClientOptions) => `open ${url}${Object.keys(given).length > 0 ? ` ${JSON.stringify(given)}` : ''}`

const lineOf = ({ at: _, ...line }: Told) => line

const recorderOf = (tape: Tape) => ({
  asked: (text: () => string) => tape.receivedLine(text()),
  answered: (head: string) => tape.sentLine(() => head.trimEnd()),
  sent: (bytes: Uint8Array) => tape.sentStream(bytes),
})

const clientOf = (started: Started, { connection, waits, control, signal }: Bench): Client => {
  const take = async (what: string, fits: (told: Told) => boolean) => {
    if (connection.manual) unheard()
    return believed(
      control,
      waits.answer,
      started.told.take(fits, { milliseconds: waits.answer, signal, late: () => tooLate(what, waits.answer) }),
    )
  }
  return {
    next: async (what = 'an event') => (await take(what, ({ kind }) => kind === 'event')) as Told & { kind: 'event' },
    until: async <Wanted extends Told>(what: string, fits: (told: Told) => boolean) => (await take(what, fits)) as Wanted,
    get told() {
      return started.told.items
    },
    close: () => started.close(),
    readyState: () => started.readyState(),
  }
}

const noInspect: ClientWorld['inspect'] = async () => {
  throw new Error('a case that inspects needs an object')
}

/** Whoever could come back would have been here twice by then; the reference shows that the machine is quick enough for that. */
const noReturn = async (addresses: readonly Address[], what: string, { delay, signal, control, waits }: Bench): Promise<void> => {
  await pass(2 * delay + 300, signal)
  if (!(await control(waits.answer))) throw new Unclear('kit', 'this machine is too slow to tell whether a further request comes')
  const further = addresses.flatMap(({ visits }) => visits.rest())
  if (further.length === 0) return
  throw new Violation(`after ${what}, the client asks again`, {
    expected: 'no further request',
    actual: further.slice(0, 5).map(({ method, target }) => `${method} ${target}`),
  })
}
