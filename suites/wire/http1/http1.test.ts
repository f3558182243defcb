import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import t, { type Test } from 'tap'
import { connect } from '../connect.ts'
import type { WireEnd, WireHead } from '../wire.ts'
import { speakHttp1 } from './speak.ts'

type Heard = { head?: WireHead; content: string; stray: string; end: WireEnd; request: string }

/** One exchange with a server that answers every request with these bytes, and then does `last`. */
const exchange = async (
  t: Test,
  answer: string | Buffer,
  last: (socket: Socket) => void = (socket) => socket.end(),
  method = 'GET',
): Promise<Heard> => {
  const heard: Heard = { content: '', stray: '', request: '', end: { how: 'left', at: 0 } }
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', (bytes) => {
      heard.request = bytes.toString('latin1')
      socket.write(answer, () => last(socket))
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const leave = new AbortController()
  const { socket } = await connect({ scheme: 'http', host: '127.0.0.1', port }, leave.signal)
  t.teardown(() => {
    socket.destroy()
    server.close()
  })
  heard.end = await speakHttp1(
    socket,
    {
      version: '1.1',
      method,
      scheme: 'http',
      authority: 'a.test',
      target: '/s?q',
      fields: [['Accept', 'text/event-stream']],
      ...(method === 'POST' ? { body: Buffer.from('{}') } : {}),
    },
    {
      onHead(head) {
        heard.head = head
      },
      onContent(bytes) {
        heard.content += Buffer.from(bytes).toString('latin1')
      },
      onStray(bytes) {
        heard.stray += Buffer.from(bytes).toString('latin1')
      },
    },
    leave.signal,
  )
  return heard
}

const head = 'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n'
const chunked = `${head}Transfer-Encoding: chunked\r\n\r\n`

t.test('a request is sent as it is', async (t) => {
  const { request } = await exchange(t, `${head}\r\n`)
  t.equal(request, 'GET /s?q HTTP/1.1\r\nHost: a.test\r\nAccept: text/event-stream\r\n\r\n')
})

t.test('a body is sent with its length', async (t) => {
  const { request } = await exchange(t, `${head}\r\n`, undefined, 'POST')
  t.match(request, /\r\nContent-Length: 2\r\n\r\n(\{\})?$/)
})

const whole: readonly (readonly [title: string, answer: string, content: string, how: WireEnd['how']])[] = [
  ['chunks', `${chunked}3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\n\r\n`, 'abc0123456789', 'complete'],
  ['chunks with a trailer', `${chunked}1\r\na\r\n0\r\nX: y\r\n\r\n`, 'a', 'complete'],
  ['a length', `${head}Content-Length: 3\r\n\r\nabc`, 'abc', 'complete'],
  ['a length that is said twice', `${head}Content-Length: 3, 3\r\n\r\nabc`, 'abc', 'complete'],
  ['no length', `${head}\r\nabc`, 'abc', 'closed'],
  ['heads that come before', `HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n${head}\r\nabc`, 'abc', 'closed'],
]
for (const [title, answer, content, how] of whole) {
  t.test(`content is read with ${title}`, async (t) => {
    const heard = await exchange(t, answer)
    t.equal(heard.content, content)
    t.equal(heard.end.how, how)
    t.same(heard.head?.faults, undefined)
  })
}

const broken: readonly (readonly [title: string, answer: string, end: object])[] = [
  ['a size in words', `${chunked}five\r\n`, { how: 'malformed', part: 'content', reason: /"five.*no size of a chunk/ }],
  ['a size that ends with LF', `${chunked}1\na\r\n`, { how: 'malformed', part: 'content' }],
  ['a size that is too small', `${chunked}1\r\nab\r\n0\r\n\r\n`, { how: 'malformed', part: 'content', reason: /0x62 where CR ends it/ }],
  ['chunks without the last one', `${chunked}1\r\na\r\n`, { how: 'incomplete', by: 'close', reason: /before the last chunk/ }],
  ['a chunk cut off', `${chunked}5\r\na`, { how: 'incomplete', by: 'close', reason: /4 of its 5 bytes missing/ }],
  ['a length that is not reached', `${head}Content-Length: 5\r\n\r\nabc`, { how: 'incomplete', by: 'close', reason: /2 bytes before/ }],
  ['a length that is none', `${head}Content-Length: five\r\n\r\nabc`, { how: 'malformed', part: 'head', reason: /"five"/ }],
  ['no head', '', { how: 'incomplete', by: 'close', reason: /before the head/ }],
  ['half a head', 'HTTP/1.1 200 OK\r\nX: y', { how: 'incomplete', by: 'close', reason: /before the head/ }],
  ['a status that is no number', 'HTTP/1.1 OK\r\n\r\n', { how: 'malformed', part: 'head' }],
  ['another protocol', 'SSH-2.0-x\r\n', { how: 'foreign', reason: /SSH-2.0-x/ }],
  ['a head without end', `${head}${'X: y\r\n'.repeat(60_000)}`, { how: 'too-large' }],
  ['a field without end', `${head}X: ${'y'.repeat(300_000)}`, { how: 'too-large' }],
]
for (const [title, answer, end] of broken) {
  t.test(`${title} is told`, async (t) => t.match((await exchange(t, answer)).end, end))
}

t.test('a reset is told from a close', async (t) => {
  const { end } = await exchange(t, `${chunked}1\r\na\r\n`, (socket) => setImmediate(() => socket.resetAndDestroy()))
  t.match(end, { how: 'incomplete', by: 'reset' })
})

const faulty: readonly (readonly [title: string, answer: string, fault: RegExp])[] = [
  ['LF alone', 'HTTP/1.1 200 OK\nX: y\n\n', /LF alone/],
  ['no space after the status', 'HTTP/1.1 200\r\n\r\n', /no space after the status/],
  ['white space before a colon', `${head}X : y\r\n\r\n`, /before a colon/],
  ['a line without a colon', `${head}oops\r\n\r\n`, /no colon: "oops"/],
  ['a value in two lines', `${head}X: y\r\n z\r\n\r\n`, /second line/],
  ['a name that is none', `${head}X(y): z\r\n\r\n`, /no name of a field/],
  ['NUL in a value', `${head}X: a\0b\r\n\r\n`, /control character/],
]
for (const [title, answer, fault] of faulty) {
  t.test(`${title} is a fault of a head that can be read`, async (t) => {
    const heard = await exchange(t, answer)
    t.match(heard.head?.faults, [fault])
    t.equal(heard.head?.status, 200)
  })
}

for (const [method, answer] of [
  ['HEAD', `${head}\r\ndata: a`],
  ['GET', 'HTTP/1.1 204 No Content\r\n\r\ndata: a'],
  ['GET', `${head}Content-Length: 2\r\n\r\n\n\ndata: a`],
] as const) {
  t.test(`bytes where there can be none are stray: ${method} ${answer.slice(9, 12)}`, async (t) => {
    const heard = await exchange(t, answer, undefined, method)
    t.equal(heard.stray, 'data: a')
    t.equal(heard.end.how, 'complete')
  })
}
