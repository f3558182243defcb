import { publishText } from '../../../reference/server/publish.ts'
import type { EventStreamServer } from '../../../reference/server/server.ts'
import { type Hook, ignoredIn } from './hook.ts'

/** Asks a server that runs in this process. */
export const openInsideHook = (server: Pick<EventStreamServer, 'publish'>): Hook => ({
  async publish(event, signal) {
    signal.throwIfAborted()
    try {
      const { status, text } = publishText(server, JSON.stringify(event))
      return status === 202 ? { outcome: 'accepted', ignored: ignoredIn(text) } : { outcome: 'refused', reason: `${status}: ${text}` }
    } catch (error) {
      return { outcome: 'refused', reason: String(error) } // as a route that answers 4xx to what its library throws
    }
  },
  reproduce: () => 'npx sse-conformance --only server',
})
