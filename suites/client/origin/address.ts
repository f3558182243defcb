import { randomBytes } from 'node:crypto'
import { Violation } from '../../expect.ts'
import { createLatch } from '../../latch.ts'
import { createQueue, type Queue } from '../queue.ts'
import type { Site } from './site.ts'
import { type HeldVisit, type Recorder, visitOf } from './visit.ts'

/** A path of a site, and who asks for it. */
export type Address = {
  readonly url: string
  readonly origin: string
  readonly visits: Queue<HeldVisit>
  readonly met: Site['met']
  /** Rejects with a Violation when more requests wait than anybody has reason to send. */
  readonly overrun: Promise<never>
  /** Ends every connection that is left; nobody is answered any more. */
  close(): void
}

/** So many requests may wait for an answer. */
const most = 64

const unseen: Recorder = { asked() {}, answered() {}, sent() {} }

/** A path of its own; `fresh` names are not to be guessed, since others may listen on this machine. */
export const openAddress = (site: Site, recorder: Recorder = unseen): Address => {
  const segment = randomBytes(6).toString('hex')
  const visits = createQueue<HeldVisit>()
  const { promise, open } = createLatch<Error>()
  const overrun = promise.then((error) => Promise.reject(error))
  overrun.catch(() => {}) // who waits for nothing need not know
  const end = () => {
    leave()
    for (const visit of visits.items) visit.drop()
  }
  const leave = site.route(segment, (request) => {
    visits.push(visitOf(request, recorder))
    if (visits.waiting() <= most) return
    const error = new Violation('the client asks again and again', {
      expected: 'a request, and another one after its answer',
      actual: `${visits.waiting()} requests that wait for an answer`,
    })
    visits.skip()
    visits.fail(error)
    open(error)
    end()
  })
  return {
    url: `${site.origin}/${segment}/events`,
    origin: site.origin,
    visits,
    met: site.met,
    overrun,
    close: end,
  }
}
