import { Unclear, Violation } from '../expect.ts'
import type { ClientOptions, Told } from '../targets/client.ts'
import type { ClientConnection } from '../targets/client-connection.ts'
import { SetupError } from '../targets/setup-error.ts'
import { type Acquaintance, acquaintanceOf } from './acquaintance.ts'
import { patienceFor } from './by-hand.ts'
import { type Address, openAddress } from './origin/address.ts'
import type { Site } from './origin/site.ts'
import type { HeldVisit } from './origin/visit.ts'
import { quick } from './showing.ts'
import { type Started, startClient } from './started.ts'
import { tooLate } from './waits.ts'

export type HandshakeOptions = {
  readonly connection: ClientConnection
  readonly site: Site
  readonly timeout: number
  /** What every client is asked for. */
  readonly asked: ClientOptions
  readonly signal: AbortSignal
}

/** A client is given so long to ask for the first time, in milliseconds, however little a case is given. */
const longestStart = 10_000

/** The longest that a client is waited for to come back, in milliseconds. */
const longestDelay = 30_000

/** One plain stream, one end, and one more stream; throws a SetupError when the first has no usable answer. */
export const shakeHands = async (options: HandshakeOptions): Promise<Acquaintance> => {
  const { connection, site, asked, signal } = options
  const address = openAddress(site)
  let client: Started | undefined
  try {
    client = await startClient(
      connection,
      address.url,
      { ...asked, types: ['greeting'] },
      {
        signal,
        alone: false,
        what: 'first of all, so that the kit knows how long it waits',
        record: () => {},
      },
    )
    const overrun = address.overrun.catch((error) => refuse(error, 'the client cannot be judged', client))
    return await Promise.race([getAcquainted(address, client, options), overrun])
  } finally {
    address.close()
    await client?.end()
  }
}

const getAcquainted = async (address: Address, client: Started, options: HandshakeOptions): Promise<Acquaintance> => {
  const { connection, signal } = options
  const come = visitsOf(address.visits, client, signal)
  const { manual } = connection
  const first = manual
    ? await come(patienceFor(manual)).catch((error) => refuseNobody(error, address.url))
    : await come(Math.max(options.timeout, longestStart)).catch((error) => refuse(error, 'the client does not connect', client))
  const { prompt, ended } = manual ? greetUnheard(first) : await greet(first, client, options)
  const events = client.told.items.filter(({ kind }) => kind === 'event')
  const second = await come(connection.returnsWithin ?? longestDelay).catch(() => undefined)
  if (manual) second?.answer(204)
  else if (second) await answerAgain(second, client, options, prompt)
  const returned = second && { delay: second.at - ended, lastEventId: second.header('last-event-id') }
  return { prompt, ...acquaintanceOf(connection.inspect !== undefined, events, client.told.items, returned) }
}

const visitsOf = (visits: Address['visits'], client: Started, signal: AbortSignal) => (milliseconds: number) =>
  Promise.race([visits.take(() => true, { milliseconds, signal, late: () => tooLate('a request', milliseconds) }), client.lost])

const greeting = 'id: 7\nevent: greeting\ndata: hello\n\ndata: again\n\n'

/**
 * A plain stream: an event of its own type, then one of the default type, which every client hears. One that tells nothing
 * before the stream ends is known all the same: that it waits so long fails a case of its own.
 */
const greet = async (visit: HeldVisit, client: Started, { timeout, signal }: HandshakeOptions) => {
  visit.send(greeting)
  const isLast = (told: Told) => told.kind === 'event' && told.data.includes('again')
  const hear = (milliseconds: number) =>
    client.told.take(isLast, { milliseconds, signal, late: () => new Violation(`no event line within ${timeout / 1000} s`) })
  const prompt = await hear(Math.min(timeout / 2, longestSilence)).then(
    () => true,
    () => false,
  )
  const wasHeard = hasTold(client)
  const ended = visit.end()
  if (!prompt)
    await hear(timeout).catch((error) => hasTold(client) || refuse(error, 'the client tells nothing usable of a plain stream', client))
  return { prompt: wasHeard, ended }
}

/** Nobody tells what becomes of it. */
const greetUnheard = (visit: HeldVisit) => {
  visit.send(greeting)
  return { prompt: true, ended: visit.end() }
}

const hasTold = (client: Started): boolean => client.told.items.some(({ kind }) => kind === 'event')

/** After so long without an event, the stream is ended, in milliseconds. */
const longestSilence = 3000

/** The same object again: what it opens and tells is complete only now. */
const answerAgain = async (visit: HeldVisit, client: Started, { timeout, signal }: HandshakeOptions, prompt: boolean): Promise<void> => {
  visit.send(`retry: ${quick}\nid\ndata: once more\n\n`)
  if (!prompt) visit.end()
  const isLast = (told: Told) => told.kind === 'event' && told.data.includes('once more')
  await client.told.take(isLast, { milliseconds: timeout, signal, late: () => new Violation('late') }).catch(() => {})
}

/** Blames the set-up around the client before any blame falls on the client itself. */
const refuse = (error: unknown, what: string, client: Started | undefined): never => {
  if (!(error instanceof Violation || error instanceof Unclear)) throw error
  const told = (client?.told.items ?? [])
    .slice(0, 9)
    .map((one) => JSON.stringify({ ...one, at: undefined }))
    .join(' ')
  const detail = 'actual' in error && typeof error.actual === 'string' ? error.actual : undefined
  throw new SetupError(`${what}: ${error.message}; it tells ${told === '' ? 'nothing' : told.slice(0, 300)}`, usage, detail)
}

const refuseNobody = (error: unknown, url: string): never => {
  if (!(error instanceof Violation)) throw error
  throw new SetupError(`nobody has connected to ${url}`, 'connect the client to the address that is printed; --deadline gives more time')
}

const usage =
  'a client connects to the URL that is its last argument (SSE_URL, or what a module or service is given) and tells each event as it comes: {"type":"message","data":"hello","lastEventId":"7"}'
