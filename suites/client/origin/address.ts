import { randomBytes } from 'node:crypto'
import { createQueue, type Queue } from '../queue.ts'
import type { Site } from './site.ts'
import { type HeldVisit, type Recorder, visitOf } from './visit.ts'

/** A path of a site, and who asks for it. */
export type Address = {
  readonly url: string
  readonly origin: string
  readonly visits: Queue<HeldVisit>
  readonly met: Site['met']
  /** Ends every connection that is left; nobody is answered any more. */
  close(): void
}

/** A path of its own; `fresh` names are not to be guessed, since others may listen on this machine. */
export const openAddress = (site: Site, recorder: Recorder): Address => {
  const segment = randomBytes(6).toString('hex')
  const visits = createQueue<HeldVisit>()
  const leave = site.route(segment, (request) => visits.push(visitOf(request, recorder)))
  return {
    url: `${site.origin}/${segment}/events`,
    origin: site.origin,
    visits,
    met: site.met,
    close() {
      leave()
      for (const visit of visits.items) visit.drop()
    },
  }
}
