import { once, setMaxListeners } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Http2ServerRequest } from 'node:http2'
import type { AddressInfo, Server, Socket } from 'node:net'
import { SetupError } from '../../targets/setup-error.ts'

/** A host and port of the kit that listens until it is closed. */
export type Site = {
  /** As a browser serializes it. */
  readonly origin: string
  /** Every request whose path begins with this segment goes to `come`, until what is returned is called. */
  route(segment: string, come: (request: Coming) => void): () => void
  /** Aborts when it closes. */
  readonly closing: AbortSignal
  /** Over TLS: how the first connection went on, with a request or with an end. */
  readonly met?: Promise<'asked' | 'left'>
  close(): Promise<void>
}

/** A request, over HTTP/1.1 or HTTP/2. */
export type Coming = IncomingMessage | Http2ServerRequest

export const isHttp2 = (request: Coming): request is Http2ServerRequest => request.httpVersionMajor === 2

/** Header sections of clients may be long, and nobody is hurried. */
export const unhurried = { maxHeaderSize: 256 * 1024, requestTimeout: 0, headersTimeout: 0, keepAliveTimeout: 0 } as const

/** Listens on loopback, or at the host of who is connected by hand, at a port that is free. */
export const openSite = (manual?: { readonly host: string }): Promise<Site> => openSiteOf(createServer(unhurried), 'http', manual)

/** So many requests that nobody waits for are answered at once; more than that are those of somebody who asks as fast as can be. */
const most = 2000

/**
 * A request that nobody waits for is answered with 404; where clients are started by hand, and nobody can end them, with what ends most
 * of them, and slowly.
 */
export const openSiteOf = async (server: Server, scheme: 'http' | 'https', manual?: { readonly host: string }): Promise<Site> => {
  const { host } = manual ?? { host: '127.0.0.1' }
  const routes = new Map<string, (request: Coming) => void>()
  const sockets = new Set<Socket>()
  let strays = 0
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    socket.on('error', () => {}) // the client has gone; who waits for that sees it
    socket.setNoDelay(true)
  })
  server.on('request', (request: Coming, response: ServerResponse) => {
    const [, segment = ''] = (request.url ?? '').split(/[/?#]/)
    const come = routes.get(segment)
    if (!isHttp2(request)) request.socket.on('error', () => {})
    if (come) come(request)
    else if (manual) setTimeout(() => response.writeHead(204, { Connection: 'close' }).end(), 1000).unref()
    else
      setTimeout(() => response.writeHead(404, isHttp2(request) ? {} : { Connection: 'close' }).end(), ++strays > most ? 1000 : 0).unref()
  })
  server.on('clientError', (_, socket: Socket) => socket.destroy())
  server.listen(0, host, 8192)
  await once(server, 'listening').catch(({ message }) => {
    throw new SetupError(`the kit cannot listen at ${host}: ${message}`, '--listen takes a name or an address of this machine')
  })
  const closing = new AbortController()
  setMaxListeners(0, closing.signal)
  return {
    origin: `${scheme}://${host.includes(':') ? `[${host}]` : host}:${(server.address() as AddressInfo).port}`,
    route(segment, come) {
      routes.set(segment, come)
      return () => void routes.delete(segment)
    },
    closing: closing.signal,
    async close() {
      closing.abort()
      const closed = new Promise((resolve) => server.close(resolve))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}
