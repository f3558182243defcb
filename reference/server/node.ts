import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2'
import type { Duplex } from 'node:stream'
import { areOfStream, codedFields, codingFor } from './codings.ts'
import { codedOutlet, createOutlets } from './node-outlets.ts'
import { createSinks } from './node-sinks.ts'
import type { EventStreamServer } from './server.ts'
import type { Asked, Field } from './steps.ts'
import type { Content, Sink } from './subscriber.ts'

export type NodeRequest = IncomingMessage | Http2ServerRequest
export type NodeResponse = ServerResponse | Http2ServerResponse

export type NodeListenerOptions = {
  /**
   * Content codings to offer, the favourite first: names of Accept-Encoding, each with a maker of streams that compress and flush what
   * is written at once, such as `{ gzip: () => createGzip({ flush: constants.Z_SYNC_FLUSH }) }`. Default: none.
   */
  readonly codings?: Readonly<Record<string, () => Duplex>>
}

/** Answers the requests of node:http, node:https and node:http2 (compatibility API): `createServer(nodeListener(server))`. */
export const nodeListener = (server: Pick<EventStreamServer, 'answer'>, { codings = {} }: NodeListenerOptions = {}) => {
  const outletOf = createOutlets()
  const sinkOf = createSinks()
  const offered = Object.keys(codings)
  const exchange = async (request: NodeRequest, response: ServerResponse): Promise<void> => {
    let isGone = false
    response.once('close', () => {
      isGone = true
    })
    const { method = '', url: target = '' } = request
    const asked: Asked = { method, target, field: (name) => fieldOf(request, name) }
    const { status, fields, content } = await server.answer(asked)
    if (isGone) return // who left while it was decided
    const isCodable = offered.length > 0 && areOfStream(fields)
    const coding = isCodable ? codingFor(asked, offered) : null
    response.writeHead(status, headersOf(isCodable ? codedFields(fields, coding) : fields))
    const coder = coding === null ? undefined : codings[coding]
    if (content === null) response.end()
    else deliver(content, response, sinkOf(coder ? codedOutlet(coder(), response) : outletOf(response)))
  }
  return (request: NodeRequest, response: NodeResponse): void =>
    // Two types with the same meaning, whose overloads TypeScript cannot join.
    void exchange(request, response as ServerResponse)
}

const fieldOf = ({ headers }: NodeRequest, name: string): string | null => headers[name]?.toString() ?? null

/** Node repeats a field for each value of a list. */
const headersOf = (fields: readonly Field[]): OutgoingHttpHeaders => {
  const headers: Record<string, string[]> = {}
  for (const [name, value] of fields) headers[name] = [...(headers[name] ?? []), value]
  return Object.fromEntries(Object.entries(headers).map(([name, values]) => [name, values.length === 1 ? values[0] : values]))
}

/** Hands on what is sent, as it comes; a client that leaves is noticed at once (disconnect.closed, disconnect.reset). */
const deliver = (content: Content, response: ServerResponse, sink: Sink): void => {
  response.on('error', () => {}) // the other side has gone: `close` follows
  response.flushHeaders() // delivery.headers-first
  const subscriber = content(sink)
  response.once('close', () => subscriber.leave(new Error('the client has gone')))
}
