import { once } from 'node:events'
import { createServer, type Http2Server, type ServerHttp2Stream } from 'node:http2'
import { type AddressInfo, connect, createServer as createTcpServer, type Server, type Socket } from 'node:net'
import type { Test } from 'tap'
import type { Field, WireHead, WireListener, WireRequest } from '../wire.ts'
import { encodeFields } from './encode-fields.ts'
import { speakHttp2 } from './speak.ts'
import { writeHeaders, writeSettings } from './write-frames.ts'

export const get: WireRequest = { version: '2', method: 'GET', scheme: 'http', authority: 'a.example', target: '/x?y', fields: [] }
export const never = new AbortController().signal

/** Keeps what a listener is told. */
export const keep = () => {
  const heads: WireHead[] = []
  const content: Uint8Array[] = []
  const strays: Uint8Array[] = []
  const listener: WireListener = {
    onHead: (head) => void heads.push(head),
    onContent: (bytes) => void content.push(bytes),
    onStray: (bytes) => void strays.push(bytes),
  }
  const textOf = (pieces: readonly Uint8Array[]) => Buffer.concat(pieces).toString()
  return { listener, heads, content: () => Buffer.concat(content), text: () => textOf(content), strays: () => textOf(strays) }
}

const clientOf = async (t: Test, server: Server | Http2Server) => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const socket = connect({ port: (server.address() as AddressInfo).port, host: '127.0.0.1', noDelay: true })
  socket.on('error', () => {})
  t.teardown(() => {
    socket.destroy()
    server.close()
  })
  await once(socket, 'connect')
  return socket
}

/** A connection to Node's own server, which answers as told. */
export const toNode = (
  t: Test,
  answer: (stream: ServerHttp2Stream, headers: Readonly<Record<string, unknown>>) => void,
): Promise<Socket> => {
  const server = createServer()
  server.on('sessionError', () => {})
  server.on('session', (session) => t.teardown(() => session.destroy()))
  server.on('stream', (stream, headers) => {
    stream.on('error', () => {})
    answer(stream, headers)
  })
  return clientOf(t, server)
}

/** A connection to a server that sends what it is told to. */
export const toBytes = (t: Test, serve: (socket: Socket) => void): Promise<Socket> => {
  const server = createTcpServer((socket) => {
    socket.on('error', () => {})
    t.teardown(() => socket.destroy())
    serve(socket)
  })
  return clientOf(t, server)
}

/** HEADERS that answer the request. */
export const fieldsOf = (fields: readonly Field[], end = false) => writeHeaders(1, encodeFields(fields), end)
export const ok = fieldsOf([[':status', '200']])

/** What comes of an exchange in which the server says these bytes after its SETTINGS, and closes. */
export const hear = async (t: Test, frames: readonly Uint8Array[], request: Partial<WireRequest> = {}) => {
  const socket = await toBytes(t, (socket) => void socket.resume().end(Buffer.concat([writeSettings([]), ...frames])))
  const kept = keep()
  const end = await speakHttp2(socket, { ...get, ...request }, kept.listener, never)
  return { ...kept, end }
}
