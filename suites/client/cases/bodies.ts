import type { ClauseId } from '../../../spec/clauses.ts'
import type { Case } from '../../case.ts'
import { equal, Unobserved } from '../../expect.ts'
import type { ClientWorld, Visit } from '../world.ts'
import { endAndReturn } from './returning.ts'

/** Two events, each told before the next is sent. */
const oneByOne = (slug: string, title: string, clause: ClauseId, end: string): Case<ClientWorld> => ({
  id: `client/body/${slug}`,
  title,
  clause,
  needs: ['events'],
  async run({ open, origin }) {
    const client = await open(origin.url)
    const visit = await origin.accept()
    for (const data of ['1', '2', '3']) {
      visit.send(`data: ${data}${end}${end}`)
      equal((await client.next(`event ${data}, while the body goes on,`)).data, data, 'the data of the event')
    }
  },
})

/** Two events in an answer that is framed in this way, and goes on. */
const framed = (
  slug: string,
  title: string,
  act: (visit: Visit) => void,
  clause: ClauseId = 'response.line-by-line',
): Case<ClientWorld> => ({
  id: `client/body/${slug}`,
  title,
  clause,
  needs: ['events'],
  async run({ open, origin }) {
    const client = await open(origin.url)
    act(await origin.accept())
    const data = [(await client.next('the first event')).data, (await client.next('the second event')).data]
    equal(data, ['1', '2'], 'the data of the events')
  },
})

/** RFC 9112 6.1, RFC 9110 15.2: neither chunks nor 1xx answers are sent to who asks with HTTP/1.0. */
const chunked =
  (bytes: string) =>
  (visit: Visit): void => {
    if (visit.version === '1.0') throw new Unobserved('not observed: the client speaks HTTP/1.0', 'a client that speaks HTTP/1.1')
    visit.raw(bytes)
  }

const head = 'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n'
const one = 'data: 1\n\n'
const two = 'data: 2\n\n'

/** How a body is framed, coded and cut on its way. */
export const bodyCases: readonly Case<ClientWorld>[] = [
  oneByOne('as-it-arrives', 'tells each event while the body goes on', 'response.line-by-line', '\n'),
  oneByOne('as-it-arrives-crlf', 'tells each event of a CRLF stream while the body goes on', 'response.line-by-line', '\r\n'),
  oneByOne('at-blank-line', 'tells an event when its blank line has arrived', 'stream.prompt', '\n'),
  oneByOne('at-cr', 'tells an event at a CR that may still become CRLF', 'line.cr-at-once', '\r'),
  oneByOne('no-block-buffer', 'holds no event back in a buffer', 'grammar.buffering', '\n'),
  framed('connection-end', 'reads a body that lasts until the connection ends', (visit) => {
    visit.raw(`${head}Connection: close\r\n\r\n${one}${two}`)
  }),
  framed('content-length', 'reads a body with Content-Length', (visit) => {
    visit.raw(`${head}Content-Length: ${one.length + two.length}\r\nConnection: close\r\n\r\n${one}${two}`)
  }),
  framed(
    'chunk-extensions',
    'reads chunks with extensions',
    chunked(`${head}Transfer-Encoding: chunked\r\n\r\n9;a=b\r\n${one}\r\n9;c="d"\r\n${two}\r\n`),
  ),
  framed(
    'chunk-sizes',
    'reads chunks whose sizes have leading zeros and capitals',
    chunked(`${head}Transfer-Encoding: chunked\r\n\r\n0009\r\n${one}\r\nA\r\n${two}\n\r\n`),
  ),
  framed(
    'field-names',
    'reads field names in any case',
    chunked(`HTTP/1.1 200 OK\r\ncOnTeNt-TyPe: text/event-stream\r\nTRANSFER-ENCODING: chunked\r\n\r\n12\r\n${one}${two}\r\n`),
  ),
  framed('http10', 'reads the answer of a server that speaks HTTP/1.0', (visit) => {
    visit.raw(`HTTP/1.0 200 OK\r\nContent-Type: text/event-stream\r\n\r\n${one}${two}`)
  }),
  framed(
    'early-hints',
    'reads the stream behind two answers of 103',
    chunked(
      `${'HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n'.repeat(2)}${head}Connection: close\r\n\r\n${one}${two}`,
    ),
    'response.informational',
  ),
  {
    id: 'client/body/starts-afresh',
    title: 'begins each stream with empty buffers',
    clause: 'stream.fresh-state',
    needs: ['events', 'returns'],
    async run({ open, origin }) {
      const client = await open(origin.url)
      const { next } = await endAndReturn(await origin.accept(), origin, 'retry: 10\ndata: a\n\nevent: x\ndata: left\nda')
      await client.next()
      next.send('data: b\n\n')
      const { type, data } = await client.next()
      equal([type, data], ['message', 'b'], 'the event of the second stream')
    },
  },
]
