import { EventSource } from '../../reference/eventsource/eventsource.ts'
import { openAddress } from './origin/address.ts'
import type { Site } from './origin/site.ts'

/** Whether the reference gets through a plain exchange within so many milliseconds: connects, reads an event, comes back. */
export type Control = (milliseconds: number) => Promise<boolean>

/** A control over the same origin that the clients under test use; it ends with it, also where nobody waits for it any more. */
export const createControl =
  (site: Site, signal: AbortSignal): Control =>
  async (milliseconds) => {
    const either = AbortSignal.any([signal, site.closing])
    const address = openAddress(site)
    const source = new EventSource(address.url, { reconnectionTime: 1 })
    const until = performance.now() + milliseconds
    const visit = () =>
      address.visits.take(() => true, {
        milliseconds: Math.max(1, until - performance.now()),
        signal: either,
        late: () => new Error('late'),
      })
    try {
      const first = await visit()
      first.send('data: control\n\n')
      first.end()
      await visit()
      return true
    } catch {
      return false
    } finally {
      source.close()
      address.close()
    }
  }
