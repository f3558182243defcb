import { once } from 'node:events'
import { connect } from 'node:net'
import { type Given, requestTo } from './request.ts'

/** Whether a server answered one request, or why not. */
export type Attempt = 'up' | { readonly reason: string }

/**
 * Asks once and reads no more than the head of the answer, since a stream may never end.
 * Whoever answers something else than HTTP, or has a certificate that is not trusted, is up too: the audit tells the rest.
 */
export const attempt = (url: URL, given: Given, signal: AbortSignal): Promise<Attempt> =>
  new Promise((resolve) => {
    const request = requestTo(url, given, { signal, headers: { accept: 'text/event-stream, */*' } })
    request.once('response', () => {
      resolve('up')
      request.destroy()
    })
    request.on('error', (error: NodeJS.ErrnoException) => resolve(judged(error, signal)))
    request.end()
  })

/** What says that nobody has answered yet. */
const absent = /^(?:ECONN|EPIPE|ENOTFOUND|EAI_|EHOST|ENET|ETIMEDOUT|EADDRNOTAVAIL|ABORT_ERR)/

const judged = ({ code = '', message }: NodeJS.ErrnoException, { aborted }: AbortSignal): Attempt => {
  if (aborted) return { reason: 'it gives no answer to a request' }
  return absent.test(code) ? { reason: reasons[code] ?? message } : 'up'
}

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'it closes the connection without an answer',
  ENOTFOUND: 'there is no such host',
}

/** Whether something takes connections at the host and port of a URL. */
export const isTaken = async (url: URL, signal: AbortSignal): Promise<boolean> => {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const socket = connect({ host, port: Number(url.port) || (url.protocol === 'https:' ? 443 : 80) })
  try {
    await once(socket, 'connect', { signal: AbortSignal.any([signal, AbortSignal.timeout(1000)]) })
    return true
  } catch {
    return false
  } finally {
    socket.on('error', () => {})
    socket.destroy()
  }
}
