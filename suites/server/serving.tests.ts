import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import type { Test } from 'tap'
import type { Results } from '../../spec/results.ts'
import { run } from '../run.ts'
import type { RunOptions } from '../run-options.ts'
import type { ServerAddress } from '../targets/target.ts'

/** What a server does with a request, of which the head has come. */
export type Serve = (socket: Socket, head: string) => void

/** A server made of bytes, and the URL of its stream. */
export const serving = async (t: Test, serve: Serve): Promise<string> => {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.once('data', (bytes) => serve(socket, bytes.toString('latin1')))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`
}

export const ok = 'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store, no-transform\r\nX-Accel-Buffering: no\r\n'
export const chunk = (text: string) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`
export const whole = (text: string) => `${ok}Transfer-Encoding: chunked\r\n\r\n${chunk(text)}0\r\n\r\n`

const refused = 'HTTP/1.1 405 Method Not Allowed\r\nAllow: GET, HEAD\r\nContent-Length: 0\r\n\r\n'

/** Answers GET with these bytes, and everything else as it is usual. */
export const onGet =
  (bytes: string | Buffer, last: (socket: Socket) => void = (socket) => socket.end()): Serve =>
  (socket, head) => {
    if (head.startsWith('HEAD ')) return void socket.end(`${ok}\r\n`)
    if (!head.startsWith('GET ')) return void socket.end(refused)
    if (/ HTTP\/1\.0\r\n/.test(head)) return void socket.end(`${ok}\r\ndata: a\n\n`)
    socket.write(bytes, () => last(socket))
  }

export const audit = (url: string, how: Omit<ServerAddress, 'url'> = {}, options: RunOptions = {}): Promise<Results> =>
  run({ role: 'server', kind: 'url', url, watch: 1500, ...how }, { timeout: 1500, seed: 'x', ...options })

/** The cases that failed, without the role, in their order. */
export const failed = ({ verdicts }: Results, level?: 'must'): readonly string[] =>
  verdicts
    .filter((verdict) => verdict.outcome === 'fail' && (!level || verdict.level === level))
    .map((verdict) => verdict.case.replace('server/', ''))

export const outcomeOf = ({ verdicts }: Results, id: string) => verdicts.find((verdict) => verdict.case === `server/${id}`)
