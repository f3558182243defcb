import { once, setMaxListeners } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SetupError } from '../../targets/setup-error.ts'

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

/**
 * Listens at a port that is free. A request that nobody waits for is answered with 404; where clients are started by hand, and nobody
 * can end them, with what ends most of them, and slowly.
 */
export const openSite = async (manual?: { readonly host: string }): Promise<Site> => {
  const { host } = manual ?? { host: '127.0.0.1' }
  const routes = new Map<string, (request: IncomingMessage) => void>()
  const server = createServer(
    { maxHeaderSize: 256 * 1024, requestTimeout: 0, headersTimeout: 0, keepAliveTimeout: 0 },
    (request, response) => {
      const [, segment = ''] = (request.url ?? '').split(/[/?#]/)
      const come = routes.get(segment)
      request.socket.on('error', () => {}) // the client has gone; who waits for that sees it
      request.socket.setNoDelay(true)
      if (come) come(request)
      else if (manual) setTimeout(() => response.writeHead(204, { Connection: 'close' }).end(), 1000).unref()
      else response.writeHead(404, { Connection: 'close' }).end()
    },
  )
  server.on('clientError', (_, socket) => socket.destroy())
  server.listen(0, host, 8192)
  await once(server, 'listening').catch(({ message }) => {
    throw new SetupError(`the kit cannot listen at ${host}: ${message}`, '--listen takes a name or an address of this machine')
  })
  const closing = new AbortController()
  setMaxListeners(0, closing.signal)
  return {
    origin: `http://${host.includes(':') ? `[${host}]` : host}:${(server.address() as AddressInfo).port}`,
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
