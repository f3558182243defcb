import { once, setMaxListeners } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A host and port of the kit that listens for as long as a run lasts. */
export type Site = {
  /** As a browser serializes it. */
  readonly origin: string
  /** Every request whose path begins with this segment goes to `come`, until what is returned is called. */
  route(segment: string, come: (request: IncomingMessage) => void): () => void
  /** Aborts when it closes. */
  readonly closing: AbortSignal
  close(): Promise<void>
}

/** Listens on loopback, at a port that is free. A request that nobody waits for is answered with 404. */
export const openSite = async (): Promise<Site> => {
  const routes = new Map<string, (request: IncomingMessage) => void>()
  const server = createServer(
    { maxHeaderSize: 256 * 1024, requestTimeout: 0, headersTimeout: 0, keepAliveTimeout: 0 },
    (request, response) => {
      const [, segment = ''] = (request.url ?? '').split(/[/?#]/)
      const come = routes.get(segment)
      request.socket.on('error', () => {}) // the client has gone; who waits for that sees it
      request.socket.setNoDelay(true)
      if (come) come(request)
      else response.writeHead(404, { Connection: 'close' }).end()
    },
  )
  server.on('clientError', (_, socket) => socket.destroy())
  server.listen(0, '127.0.0.1', 8192)
  await once(server, 'listening')
  const closing = new AbortController()
  setMaxListeners(0, closing.signal)
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    route(segment, come) {
      routes.set(segment, come)
      return () => void routes.delete(segment)
    },
    closing: closing.signal,
    async close() {
      closing.abort()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
