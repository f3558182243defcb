import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2'
import type { EventStreamServer } from './server.ts'
import type { Field } from './steps.ts'

export type NodeRequest = IncomingMessage | Http2ServerRequest
export type NodeResponse = ServerResponse | Http2ServerResponse

/** Answers the requests of node:http, node:https and node:http2 (compatibility API): `createServer(nodeListener(server))`. */
export const nodeListener =
  (server: Pick<EventStreamServer, 'answer'>) =>
  (request: NodeRequest, response: NodeResponse): void =>
    // Two types with the same meaning, whose overloads TypeScript cannot join.
    void exchange(server, request, response as ServerResponse)

const exchange = async (server: Pick<EventStreamServer, 'answer'>, request: NodeRequest, response: ServerResponse): Promise<void> => {
  let isGone = false
  response.once('close', () => {
    isGone = true
  })
  const { method = '', url: target = '' } = request
  const { status, fields, content } = await server.answer({ method, target, field: (name) => fieldOf(request, name) })
  if (isGone) return void content?.cancel() // who left while it was decided
  response.writeHead(status, headersOf(fields))
  if (content === null) response.end()
  else await deliver(content.getReader(), response)
}

const fieldOf = ({ headers }: NodeRequest, name: string): string | null => headers[name]?.toString() ?? null

/** Node repeats a field for each value of a list. */
const headersOf = (fields: readonly Field[]): OutgoingHttpHeaders => {
  const headers: Record<string, string[]> = {}
  for (const [name, value] of fields) headers[name] = [...(headers[name] ?? []), value]
  return Object.fromEntries(Object.entries(headers).map(([name, values]) => [name, values.length === 1 ? values[0] : values]))
}

/** Hands on what the reader brings, as fast as the other side takes it; a client that leaves is noticed at once (disconnect.closed, disconnect.reset). */
const deliver = async (reader: ReadableStreamDefaultReader<Uint8Array>, response: ServerResponse): Promise<void> => {
  response.once('close', () => void reader.cancel().catch(() => {}))
  response.on('error', () => {}) // the other side has gone: `close` follows
  response.flushHeaders() // delivery.headers-first
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      if (!response.write(next.value)) await drained(response) // delivery.flush
    }
    response.end() // http.chunked-complete
  } catch {
    response.destroy() // what the subscriber did not read is not to be ended as if it were whole
  }
}

const drained = (response: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      response.off('drain', done)
      response.off('close', done)
      resolve()
    }
    response.on('drain', done)
    response.on('close', done)
    if (response.destroyed || response.writableEnded) done()
  })
