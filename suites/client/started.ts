import { createLatch } from '../latch.ts'
import type { Told } from '../targets/client.ts'
import type { ClientConnection, OpenClient, OpenHow } from '../targets/client-connection.ts'
import { createMeter, few, type Measure } from '../targets/meter.ts'
import { flood, sizeOf } from '../targets/told.ts'
import { createQueue, type Queue } from './queue.ts'

/** A client that runs, and all that it tells. */
export type Started = {
  readonly told: Queue<Told>
  /** Lets go of what was taken of that; it may tell as much again. */
  forget(): void
  /** Rejects when the client crashes or leaves; a wait for its requests ends then. */
  readonly lost: Promise<never>
  /** Whether it crashed in a process that others were in too. */
  wasLostWithOthers(): boolean
  readyState(): Promise<number>
  close(): Promise<void>
  /** Closes it, and ends what runs for it alone. */
  end(): Promise<void>
}

type How = Omit<OpenHow, 'most'> & {
  /** How much it tells at most. Default: few. */
  readonly most?: Measure
  readonly record: (told: Told) => void
  /** Takes away what is not to be kept. */
  readonly sieve?: ((told: Told) => boolean) | undefined
}

/** Starts a client and listens to it; a flood of lines ends it. */
export const startClient = async (
  connection: ClientConnection,
  url: string,
  options: Parameters<ClientConnection['open']>[1],
  { record, sieve, most = few, ...how }: How,
): Promise<Started> => {
  const told = createQueue<Told>()
  const loss = createLatch<Error>()
  const lostForGood = loss.promise.then((error) => Promise.reject(error))
  lostForGood.catch(() => {}) // who waits for nothing need not know
  let isOver = false
  const end = (error: Error) => {
    isOver = true // what comes behind is nothing that can be relied on
    told.fail(error)
    loss.open(error)
  }
  let shared = false
  const meter = createMeter(most)
  let client: OpenClient | undefined
  const hear = (one: Told) => {
    if (isOver || sieve?.(one)) return
    if (meter.takes(sizeOf(one))) {
      record(one)
      return told.push(one)
    }
    end(flood(meter.read()))
    void (client && endFlood(client))
  }
  const lost = (error: Error, how: { readonly shared: boolean }) => {
    shared ||= how.shared
    end(error)
  }
  client = await connection.open(url, options, { told: hear, lost }, { ...how, most })
  if (isOver) await endFlood(client)
  const opened = client
  return {
    told,
    forget() {
      told.forget()
      meter.reset()
    },
    lost: lostForGood,
    wasLostWithOthers: () => shared,
    readyState: () => opened.readyState?.() ?? Promise.reject(new Error('a case that asks for readyState needs an object')),
    close: () => opened.close(),
    end: () => endOf(opened),
  }
}

const endFlood = (client: OpenClient): Promise<void> => client.stop?.() ?? client.close()

const endOf = (client: OpenClient): Promise<void> => client.end?.() ?? client.close()
