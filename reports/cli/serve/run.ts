import { once } from 'node:events'
import { createServer } from 'node:http'
import { createServer as createHttp2 } from 'node:http2'
import { type AddressInfo, createServer as createTcp, type Server, type Socket } from 'node:net'
import { listenForInterrupt } from '../interrupt.ts'
import type { ServeFlags } from '../serve.ts'
import type { Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'
import { createSite, type SiteOptions } from './site.ts'

/** Runs the reference server until it is interrupted, or `signal` aborts; its streams end with a reconnection time. Returns the exit code. */
export const serve = async (flags: ServeFlags, { out }: Terminal, signal?: AbortSignal): Promise<number> => {
  const interrupt = listenForInterrupt()
  const site = createSite(siteOptions(flags))
  const server = listenerOf(site)
  const sockets = socketsOf(server)
  const ended = signal ? AbortSignal.any([signal, interrupt.signal]) : interrupt.signal
  try {
    const origin = await listen(server, flags)
    out(greeting(origin, flags))
    if (!ended.aborted) await once(ended, 'abort')
    return 0
  } finally {
    site.close({ retry: 1000 })
    await closed(server, sockets)
    interrupt.stop()
  }
}

/** HTTP/1.1 and HTTP/2 on one port, in clear text, told apart by how a connection begins (RFC 9113, 3.4). */
const listenerOf = ({ listener }: ReturnType<typeof createSite>): Server => {
  const one = createServer(listener)
  const two = createHttp2((...exchange: readonly unknown[]) => listener(...(exchange as Parameters<typeof listener>)))
  return createTcp((socket) => {
    socket.on('error', () => {}) // it is closed then
    socket.once('data', (first) => {
      socket.pause()
      socket.unshift(first)
      if (first.toString('latin1').startsWith('PRI ')) two.emit('connection', socket)
      else {
        one.emit('connection', socket)
        socket.resume()
      }
    })
  })
}

const siteOptions = ({ host, origin = [], topic = [], token, retry, keepAlive }: ServeFlags): SiteOptions => ({
  origins: origin,
  topics: topic,
  isOwnName: isLocal.test(`${host}:`) ? (name) => isLocal.test(`${name}:`) : () => true,
  ...(token === undefined ? {} : { token }),
  ...(retry === undefined ? {} : { retry }),
  ...(keepAlive === undefined ? {} : { keepAlive }),
})

const isLocal = /^(?:127(?:\.\d+){3}|::1|\[::1\]|localhost)(?::|$)/

const listen = async (server: Server, { port, host }: ServeFlags): Promise<string> => {
  server.listen(port, host)
  try {
    await once(server, 'listening')
  } catch (error) {
    throw new UsageError(`cannot listen on ${host}:${port}: ${reasonOf(error as NodeJS.ErrnoException)}`)
  }
  const { port: taken } = server.address() as AddressInfo
  return `http://${host.includes(':') ? `[${host}]` : host}:${taken}`
}

const reasonOf = ({ code, message }: NodeJS.ErrnoException): string => {
  if (code === 'EADDRINUSE') return 'something listens there already; name another with --port, or 0 for any that is free'
  return code === 'EACCES' ? 'it may not be used; name one above 1023 with --port' : message
}

const socketsOf = (server: Server): ReadonlySet<Socket> => {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  return sockets
}

/** How long clients have to take the end of their streams, in milliseconds. */
const grace = 500

const closed = async (server: Server, sockets: ReadonlySet<Socket>): Promise<void> => {
  if (!server.listening) return
  const whole = once(server, 'close')
  server.close()
  for (const socket of sockets) socket.setTimeout(1)
  const cut = setTimeout(() => {
    for (const socket of sockets) socket.destroy()
  }, grace)
  await whole
  clearTimeout(cut)
}

const greeting = (origin: string, { token }: ServeFlags): string => {
  const field = token === undefined ? '' : `'Authorization: Bearer ${token}'`
  const [shown, audited] = field === '' ? ['', ''] : [` -H ${field}`, ` --header ${field}`]
  return `a stream at ${origin}/events, a publish hook at ${origin}/publish, a page at ${origin}/; HTTP/1.1 and HTTP/2
  watch    curl -sN${shown} ${origin}/events
  publish  curl -s${shown} ${origin}/publish -d '{"event":"note","data":"hello"}'
  audit    npx sse-conformance server ${origin}/events --publish ${origin}/publish${audited}
Ctrl+C ends it\n`
}
