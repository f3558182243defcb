import type { Duplex } from 'node:stream'
import { createIntake, type Intake } from '../intake.ts'
import { readsOf } from '../reads.ts'
import type { Speak, WireEnd, WireListener, WireRequest } from '../wire.ts'
import { endOf, readContent } from './content.ts'
import { framingOf } from './framing.ts'
import { readHead } from './head.ts'

/** One exchange over HTTP/1.1, or 1.0 when the request says so. */
export const speakHttp1: Speak = async (socket, request, listener, signal) => {
  const reads = readsOf(socket, signal)
  try {
    send(socket, request)
    return await receive(createIntake(reads), request, listener)
  } finally {
    reads.release()
  }
}

const send = (socket: Duplex, { method, target, version, authority, fields, body }: WireRequest): void => {
  const length = body === undefined ? [] : [['Content-Length', String(body.length)] as const]
  const lines = [['Host', authority] as const, ...fields, ...length].map(([name, value]) => `${name}: ${value}\r\n`)
  socket.write(`${method} ${target} HTTP/${version}\r\n${lines.join('')}\r\n`, 'latin1')
  if (body !== undefined && body.length > 0) socket.write(body)
}

const receive = async (intake: Intake, request: WireRequest, listener: WireListener): Promise<WireEnd> => {
  const head = await readHead(intake)
  if ('kind' in head) {
    if (head.kind === 'malformed') return { how: 'malformed', part: 'head', reason: head.reason, at: performance.now() }
    if (head.kind === 'foreign') return { how: 'foreign', reason: head.reason, at: performance.now() }
    if (head.kind === 'too-large') return { how: 'too-large', reason: head.reason, at: performance.now() }
    return endOf(head, 'before the head of the response was whole')
  }
  listener.onHead(head)
  const framing = framingOf(request, head)
  if (framing.kind === 'none') return listen(intake, listener)
  const end = await readContent(intake, framing, listener.onContent)
  return framing.kind === 'length' && end.how === 'complete' ? listen(intake, listener) : strayAfter(intake, end, listener)
}

/** Where nothing may come any more, listens until the other side closes or the signal aborts. */
const listen = async (intake: Intake, { onStray }: WireListener): Promise<WireEnd> => {
  const at = performance.now()
  for (;;) {
    const next = await intake.some(65_536)
    if ('kind' in next) return { how: 'complete', at }
    onStray(next.bytes, next.at)
  }
}

const strayAfter = (intake: Intake, end: WireEnd, { onStray }: WireListener): WireEnd => {
  const rest = end.how === 'complete' ? intake.rest() : Buffer.alloc(0)
  if (rest.length > 0) onStray(rest, end.at)
  return end
}
