import { createServer, type Socket } from 'node:net'
import type { Answered } from '../../server/server.ts'
import type { Asked, Field } from '../../server/steps.ts'
import { streamOf } from '../../server/subscriber.ts'
import type { Transport } from './mutant.ts'

/** One request and its answer. */
export type Exchange = { readonly asked: Asked; readonly version: string; readonly answer: Answered }

/** How answers are written as HTTP/1.1 (RFC 9112), part by part. Strings are Latin-1. */
export type Http1 = {
  readonly isChunked: (exchange: Exchange) => boolean
  /** The fields, with those of the framing. */
  readonly fields: (exchange: Exchange, isChunked: boolean) => readonly Field[]
  readonly head: (status: number, fields: readonly Field[]) => string
  readonly chunk: (bytes: Buffer) => string
  readonly lastChunk: string
  /** What follows a head that nothing may follow. */
  readonly stray: (exchange: Exchange) => string
  readonly end: (socket: Socket, isChunked: boolean) => void
}

const reasons: Readonly<Record<number, string>> = { 200: 'OK', 204: 'No Content', 405: 'Method Not Allowed', 501: 'Not Implemented' }
const lines = (fields: readonly Field[]) => fields.map(([name, value]) => `${name}: ${value}`)

export const statusLine = (status: number) => `HTTP/1.1 ${status} ${reasons[status] ?? ''}`
export const headOf = (status: string, fields: readonly Field[], end = '\r\n') => [status, ...lines(fields), '', ''].join(end)

const standard: Http1 = {
  isChunked: ({ version, answer }) => answer.content !== null && version === '1.1',
  fields: ({ answer }, isChunked) => [
    ...answer.fields,
    ...(isChunked ? [['Transfer-Encoding', 'chunked'] as const] : []),
    ['Connection', 'close'],
  ],
  head: (status, fields) => headOf(statusLine(status), fields),
  chunk: (bytes) => `${bytes.length.toString(16)}\r\n${bytes.toString('latin1')}\r\n`,
  lastChunk: '0\r\n\r\n',
  stray: () => '',
  end: (socket) => socket.end(),
}

/** HTTP/1.1, one exchange a connection, as it stands in RFC 9112 but for what is given. */
export const http1 =
  (change: Partial<Http1>): Transport =>
  (server) =>
    createServer((socket) => {
      const wire = { ...standard, ...change }
      let received = ''
      socket.setNoDelay().on('error', () => {})
      socket.on('data', (bytes) => {
        if (received.includes('\r\n\r\n')) return
        received += bytes.toString('latin1')
        if (received.includes('\r\n\r\n')) void exchangeOf(received, server).then((exchange) => write(socket, exchange, wire))
      })
    })

const exchangeOf = async (request: string, server: Parameters<Transport>[0]): Promise<Exchange> => {
  const [start = '', ...rest] = request.slice(0, request.indexOf('\r\n\r\n')).split('\r\n')
  const fields = new Map(rest.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]))
  const [method = '', target = ''] = start.split(' ')
  const asked: Asked = { method, target, field: (name) => fields.get(name) ?? null }
  return { asked, version: start.slice(-3), answer: await server.answer(asked) }
}

const write = async (socket: Socket, exchange: Exchange, wire: Http1): Promise<void> => {
  const { status, content } = exchange.answer
  const isChunked = wire.isChunked(exchange)
  socket.write(wire.head(status, wire.fields(exchange, isChunked)), 'latin1')
  socket.write(wire.stray(exchange), 'latin1')
  const reader = content === null ? undefined : streamOf(content).getReader()
  socket.once('close', () => void reader?.cancel().catch(() => {}))
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    const bytes = Buffer.from(next.value)
    socket.write(isChunked ? wire.chunk(bytes) : bytes.toString('latin1'), 'latin1')
  }
  if (isChunked) socket.write(wire.lastChunk)
  wire.end(socket, isChunked)
}
