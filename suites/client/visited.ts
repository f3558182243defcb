import { Violation } from '../expect.ts'
import type { Bench } from './bench.ts'
import { nobodyCame, patienceFor } from './by-hand.ts'
import type { Address } from './origin/address.ts'
import type { HeldVisit } from './origin/visit.ts'
import type { Started } from './started.ts'
import { believed, tooLate } from './waits.ts'
import type { Origin, Visit } from './world.ts'

/** A client of a case, and where it was opened. */
export type Opened = Started & { readonly url: string }

const openedAt = (address: string, clients: readonly Opened[]) => clients.filter(({ url }) => url.startsWith(address))

/**
 * What ends a wait for a request at this address: the loss of a client that was opened there, or, where none was, of any.
 * Others may have left for good reason: a command may end once it has failed for good.
 */
const lossesAt = (address: string, clients: readonly Opened[]): readonly Promise<never>[] => {
  const own = openedAt(address, clients)
  return (own.length > 0 ? own : clients).map(({ lost }) => lost)
}

/** An address as a case sees it: every wait has its bound. */
export const originOf = ({ url, origin, visits, met }: Address, bench: Bench, clients: readonly Opened[]): Origin => {
  const held = new Map<HeldVisit, Visit>()
  const visitOf = (visit: HeldVisit): Visit => {
    const known = held.get(visit) ?? withBounds(visit, bench)
    held.set(visit, known)
    return known
  }
  let accepted = 0
  return {
    url,
    origin,
    get visits() {
      return visits.items.map(visitOf)
    },
    async accept(what = accepted === 0 ? 'a request' : 'a further request') {
      const { milliseconds, late } = waitFor(what, accepted === 0, openedAt(url, clients).length > 0, bench)
      const coming = visits.take(() => true, { milliseconds, signal: bench.signal, late })
      const visit = await believed(bench.control, milliseconds, Promise.race([coming, ...lossesAt(url, clients)]))
      accepted += 1
      return visitOf(visit)
    },
    async turnedAway(what) {
      if (!met) throw new Error('only over TLS can a client turn away from a server')
      const { waits, control, signal } = bench
      const late = () => tooLate(`a connection to ${what}`, waits.answer)
      if ((await believed(control, waits.answer, inTime(met, waits.answer, signal, late))) === 'left') return
      throw new Violation(`the client does not turn away from ${what}`, { expected: 'the end of the connection', actual: 'a request' })
    },
  }
}

const waitFor = (what: string, isFirst: boolean, isOpenedHere: boolean, { waits, connection: { manual } }: Bench) => {
  if (manual && isFirst && isOpenedHere) return { milliseconds: patienceFor(manual), late: nobodyCame }
  const milliseconds = isFirst ? waits.answer : waits.return
  return { milliseconds, late: () => tooLate(what, milliseconds) }
}

const withBounds = (visit: HeldVisit, { waits, control, signal }: Bench): Visit => ({
  ...visit,
  gone: (what = 'the end of the connection by the client') =>
    believed(
      control,
      waits.answer,
      inTime(visit.over, waits.answer, signal, () => tooLate(what, waits.answer)),
    ),
})

const inTime = <Result>(wanted: Promise<Result>, milliseconds: number, signal: AbortSignal, late: () => Error): Promise<Result> =>
  new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason)
    const timer = setTimeout(() => reject(late()), milliseconds).unref()
    signal.addEventListener('abort', onAbort, { once: true })
    void wanted.then(resolve).finally(() => {
      clearTimeout(timer)
      signal.removeEventListener('abort', onAbort)
    })
  })
