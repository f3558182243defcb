import { Violation } from '../expect.ts'
import { createLatch } from '../latch.ts'
import type { Told } from '../targets/client.ts'
import type { ClientConnection, OpenClient, OpenHow } from '../targets/client-connection.ts'
import { createQueue, type Queue } from './queue.ts'

/** A client that runs, and all that it tells. */
export type Started = {
  readonly told: Queue<Told>
  /** Rejects when the client crashes or leaves; a wait for its requests ends then. */
  readonly lost: Promise<never>
  /** Whether it crashed in a process that others were in too. */
  wasLostWithOthers(): boolean
  readyState(): Promise<number>
  close(): Promise<void>
  /** Closes it, and ends what runs for it alone. */
  end(): Promise<void>
}

/** The most that is kept of what one client tells; a flood is no answer. */
const most = { lines: 200_000, characters: 128 * 1024 ** 2 }

type How = OpenHow & {
  readonly record: (told: Told) => void
  /** Takes away what is not to be kept. */
  readonly sieve?: ((told: Told) => boolean) | undefined
}

/** Starts a client and listens to it; a flood of lines ends it. */
export const startClient = async (
  connection: ClientConnection,
  url: string,
  options: Parameters<ClientConnection['open']>[1],
  { record, sieve, ...how }: How,
): Promise<Started> => {
  const told = createQueue<Told>()
  const loss = createLatch<Error>()
  const lostForGood = loss.promise.then((error) => Promise.reject(error))
  lostForGood.catch(() => {}) // who waits for nothing need not know
  const end = (error: Error) => {
    told.fail(error)
    loss.open(error)
  }
  let shared = false
  let characters = 0
  let isFlood = false
  let client: OpenClient | undefined
  const hear = (one: Told) => {
    if (isFlood || sieve?.(one)) return
    characters += sizeOf(one)
    if (told.items.length < most.lines && characters < most.characters) {
      record(one)
      return told.push(one)
    }
    isFlood = true
    end(new Violation('the client floods: it tells more than can be kept', { actual: { lines: told.items.length, characters } }))
    void (client && endOf(client))
  }
  const lost = (error: Error, how: { readonly shared: boolean }) => {
    shared ||= how.shared
    end(error)
  }
  client = await connection.open(url, options, { told: hear, lost }, how)
  if (isFlood) await endOf(client)
  const opened = client
  return {
    told,
    lost: lostForGood,
    wasLostWithOthers: () => shared,
    readyState: () => opened.readyState?.() ?? Promise.reject(new Error('a case that asks for readyState needs an object')),
    close: () => opened.close(),
    end: () => endOf(opened),
  }
}

const endOf = (client: OpenClient): Promise<void> => (client.end ? client.end() : client.close())

const sizeOf = (one: Told): number => (one.kind === 'event' ? one.data.length + one.type.length : 64)
