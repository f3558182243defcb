import type { Field } from '../../server/steps.ts'
import { type Exchange, type Http1, headOf, http1, statusLine } from './http1.ts'
import { type ServerMutant, serverMutant } from './mutant.ts'

const wire = (id: string, clause: ServerMutant['clause'], summary: string, change: Partial<Http1>): ServerMutant =>
  serverMutant(id, clause, summary, { http: '1.1', transport: http1(change) })

const head = (id: string, summary: string, write: Http1['head']) => wire(id, 'http.head-syntax', summary, { head: write })

/** The fields without those of the framing, and more. */
const fields = (exchange: Exchange, ...more: readonly Field[]): readonly Field[] => [
  ...exchange.answer.fields,
  ...more,
  ['Connection', 'close'],
]
const chunked: Field = ['Transfer-Encoding', 'chunked']
const isStream = ({ answer }: Exchange) => answer.content !== null
const is204 = ({ answer }: Exchange) => answer.status === 204

/** A stream that announces a length. */
const length = (id: string, summary: string, announced: string) =>
  wire(id, 'http.delimited', summary, {
    isChunked: () => false,
    fields: (exchange) => (isStream(exchange) ? fields(exchange, ['Content-Length', announced]) : fields(exchange)),
  })

const on204 = (id: string, clause: ServerMutant['clause'], summary: string, field: Field) =>
  wire(id, clause, summary, {
    fields: (exchange, isChunked) => (is204(exchange) ? fields(exchange, field) : isChunked ? fields(exchange, chunked) : fields(exchange)),
  })

/** Wrong on the wire of HTTP/1.1. */
export const wire1Mutants: readonly ServerMutant[] = [
  head('head-lf', 'ends the lines of the head with LF', (status, all) => headOf(statusLine(status), all, '\n')),
  head('head-space-before-colon', 'writes a space before the colon', (status, all) =>
    headOf(
      statusLine(status),
      all.map(([name, value]) => [`${name} `, value]),
    ),
  ),
  head('head-no-colon', 'writes a line that is no field', (status, all) => headOf(`${statusLine(status)}\r\nX-Powered-By nothing`, all)),
  head('head-folded', 'folds a field over two lines', (status, all) => headOf(statusLine(status), [...all, ['X-Note', 'one\r\n two']])),
  head('head-bad-status-line', 'writes a status line without a version', (status, all) => headOf(`HTTP ${status} OK`, all)),
  wire('length-and-chunks', 'http.no-length-with-chunks', 'announces a length beside the chunks', {
    fields: (exchange, isChunked) => (isChunked ? fields(exchange, chunked, ['Content-Length', '1000']) : fields(exchange)),
  }),
  length('length-short', 'announces less than it sends', '40'),
  length('length-long', 'announces more than it sends', '1000000'),
  wire('until-close', 'http.chunked-preferred', 'ends streams with the connection', { isChunked: () => false }),
  wire('chunk-size-wrong', 'http.chunk-syntax', 'counts one byte too many', {
    chunk: (bytes) => `${(bytes.length + 1).toString(16)}\r\n${bytes.toString('latin1')}\r\n`,
  }),
  wire('chunk-size-decimal', 'http.chunk-syntax', 'writes sizes in decimal', {
    chunk: (bytes) => `${bytes.length}\r\n${bytes.toString('latin1')}\r\n`,
  }),
  wire('chunk-size-characters', 'http.chunk-syntax', 'counts characters for bytes', {
    chunk: (bytes) => `${bytes.toString().length.toString(16)}\r\n${bytes.toString('latin1')}\r\n`,
  }),
  wire('chunk-no-end', 'http.chunk-syntax', 'writes no CRLF after a chunk', {
    chunk: (bytes) => `${bytes.length.toString(16)}\r\n${bytes.toString('latin1')}`,
  }),
  wire('no-last-chunk', 'http.chunked-complete', 'closes the connection without the last chunk', { lastChunk: '' }),
  wire('reset', 'http.chunked-complete', 'resets the connection to end a stream', {
    lastChunk: '',
    end: (socket, isChunked) => (isChunked ? socket.resetAndDestroy() : socket.end()),
  }),
  wire('chunks-for-1-0', 'http.1-0-not-chunked', 'sends chunks to HTTP/1.0', { isChunked: isStream }),
  wire('head-with-content', 'http.head-no-content', 'sends content after the head of HEAD', {
    stray: ({ asked }) => (asked.method === 'HEAD' ? 'data: stray\n\n' : ''),
  }),
  wire('content-after-204', 'http.204-no-content', 'sends content after a 204', {
    stray: (exchange) => (is204(exchange) ? 'data: stray\n\n' : ''),
  }),
  on204('length-of-204', 'http.204-no-length', 'announces a length of 0 with a 204', ['Content-Length', '0']),
  on204('coding-of-204', 'http.204-no-transfer-encoding', 'announces chunks with a 204', chunked),
]
