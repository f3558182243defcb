import { createSecureServer } from 'node:http2'
import { createServer } from 'node:https'
import type { Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { createLatch } from '../../latch.ts'
import type { Identity } from './authority.ts'
import { type Coming, openSiteOf, type Site, unhurried } from './site.ts'

/** A site over TLS. */
export type SecureSite = Site & {
  readonly met: Promise<'asked' | 'left'>
  /** Whether a client has agreed on HTTP/2, whatever it has made of that. */
  hasAgreedOnHttp2(): boolean
}

/** `2`: HTTP/1.1 too, for a client that does not agree on more; `1.1`: that alone. */
export const openSecureSite = async (identity: Identity, http: '1.1' | '2'): Promise<SecureSite> => {
  const server =
    http === '2'
      ? createSecureServer({ ...identity, allowHTTP1: true })
      : createServer({ ...identity, ...unhurried, ALPNProtocols: ['http/1.1'] })
  const { promise: met, open } = createLatch<'asked' | 'left'>()
  let hasAgreed = false
  server.on('request', (_: Coming) => open('asked'))
  server.on('connection', (socket: Socket) => socket.once('close', () => open('left')))
  server.on('secureConnection', (socket: TLSSocket) => {
    hasAgreed ||= socket.alpnProtocol === 'h2'
    socket.on('error', () => {})
  })
  server.on('tlsClientError', (_, socket: TLSSocket) => socket.destroy())
  return { ...(await openSiteOf(server, 'https')), met, hasAgreedOnHttp2: () => hasAgreed }
}
