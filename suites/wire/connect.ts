import { connect as connectTcp, isIP, type Socket } from 'node:net'
import { connect as connectTls, type TLSSocket } from 'node:tls'
import type { Tls } from '../targets/target.ts'
import type { HttpVersion } from './wire.ts'

/** Where a connection leads. */
export type Door = {
  readonly scheme: 'http' | 'https'
  readonly host: string
  readonly port: number
  /** Without it, TLS negotiates, and clear text speaks HTTP/1.1. */
  readonly http?: '1.1' | '2' | undefined
  readonly tls?: Tls | undefined
}

/** A connection that is up, and what is spoken over it. */
export type Connected = { readonly socket: Socket; readonly version: Exclude<HttpVersion, '1.0'> }

/** There is no connection; the message says why, as a sentence, `hint` what to do. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
  readonly hint: string

  constructor(reason: string, hint: string) {
    super(reason)
    this.hint = hint
  }
}

/** Connects; throws an Unreachable, or the reason of `signal`. Whoever gets the socket destroys it. */
export const connect = async (door: Door, signal: AbortSignal): Promise<Connected> => {
  signal.throwIfAborted()
  const socket =
    door.scheme === 'https' ? openTls(door) : connectTcp({ host: door.host, port: door.port, noDelay: true, allowHalfOpen: true })
  try {
    await readiness(socket, door.scheme === 'https' ? 'secureConnect' : 'connect', signal)
    return { socket, version: versionOf(socket, door) }
  } catch (error) {
    socket.destroy()
    throw error
  }
}

const openTls = ({ host, port, http, tls = {} }: Door): TLSSocket => {
  const { ca, cert, key, insecure } = tls
  const ALPNProtocols = http === '2' ? ['h2'] : http === '1.1' ? ['http/1.1'] : ['h2', 'http/1.1']
  const servername = isIP(host) === 0 ? { servername: host } : {}
  const identity = { ...(ca ? { ca } : {}), ...(cert ? { cert } : {}), ...(key ? { key } : {}) }
  return connectTls({ host, port, ALPNProtocols, ...servername, ...identity, rejectUnauthorized: !insecure })
}

const versionOf = (socket: Socket | TLSSocket, { scheme, http, host }: Door): Connected['version'] => {
  if (scheme === 'http') return http ?? '1.1'
  const agreed = (socket as TLSSocket).alpnProtocol
  if (http === '2' && agreed !== 'h2') throw new Unreachable(`${host} does not speak HTTP/2`, '--http 1.1 asks it over HTTP/1.1')
  return agreed === 'h2' ? '2' : '1.1'
}

const readiness = (socket: Socket, event: 'connect' | 'secureConnect', signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const settle = (act: () => void) => () => {
      socket.off('error', onError).off('close', onClose)
      signal.removeEventListener('abort', onAbort)
      act()
    }
    const onError = (error: Error) => settle(() => reject(unreachable(error)))()
    const onClose = settle(() => reject(new Unreachable('the connection was closed while it was set up', 'check the port and the scheme')))
    const onAbort = settle(() => reject(signal.reason))
    socket.once(event, settle(resolve)).once('error', onError).once('close', onClose)
    signal.addEventListener('abort', onAbort)
  })

const unreachable = (error: NodeJS.ErrnoException): Unreachable => {
  const [reason, hint] = causes[error.code ?? ''] ?? [error.message, 'check the address']
  return new Unreachable(error.code && !error.message.includes(error.code) ? `${reason} (${error.code})` : reason, hint)
}

const untrusted = 'give its authority with --ca <file>, or --insecure to take any certificate'

const causes: Readonly<Record<string, readonly [reason: string, hint: string]>> = {
  ECONNREFUSED: ['nothing listens there (ECONNREFUSED)', 'start the server first, or let --start do it'],
  ENOTFOUND: ['there is no such host (ENOTFOUND)', 'check the name'],
  EAI_AGAIN: ['the name could not be looked up (EAI_AGAIN)', 'check the name and the network'],
  ECONNRESET: ['the connection was reset while it was set up (ECONNRESET)', 'check the port and the scheme: https needs a server with TLS'],
  ETIMEDOUT: ['no connection in time (ETIMEDOUT)', 'check the address'],
  EHOSTUNREACH: ['the host cannot be reached (EHOSTUNREACH)', 'check the address'],
  ENETUNREACH: ['the network cannot be reached (ENETUNREACH)', 'check the address'],
  EPROTO: ['no TLS is spoken there (EPROTO)', 'check the port and the scheme'],
  ERR_SSL_WRONG_VERSION_NUMBER: ['no TLS is spoken there', 'http:// instead of https://, or another port'],
  ERR_SSL_PACKET_LENGTH_TOO_LONG: ['no TLS is spoken there', 'http:// instead of https://, or another port'],
  ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL: ['this version of HTTP is not spoken there', '--http with the other version, or without it'],
  DEPTH_ZERO_SELF_SIGNED_CERT: ['its certificate is self-signed', untrusted],
  SELF_SIGNED_CERT_IN_CHAIN: ['its certificate is signed by an authority that is not trusted', untrusted],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ['its certificate cannot be verified', untrusted],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: ['its certificate is signed by an authority that is not known', untrusted],
  CERT_HAS_EXPIRED: ['its certificate has expired', 'renew it, or --insecure to take any certificate'],
  ERR_TLS_CERT_ALTNAME_INVALID: ['its certificate is for another name', 'use the name it is for, or --insecure to take any certificate'],
}
