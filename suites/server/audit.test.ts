import { gzipSync } from 'node:zlib'
import t from 'tap'
import { exitCode } from '../../spec/results.ts'
import { misfits } from '../../spec/schema.ts'
import { audit, chunk, failed, ok, onGet, outcomeOf, type Serve, serving, whole } from './serving.tests.ts'

const stream = 'retry: 1000\n\nid: 1\ndata: a\n\nid: 2\ndata: b\n\n'
const chunked = `${ok}Transfer-Encoding: chunked\r\n\r\n`

t.test('a server that does all as it should gets notes and advice only, and its results fit their schema', async (t) => {
  const results = await audit(await serving(t, onGet(whole(stream))))
  t.same(failed(results), ['http/open-ended', 'resumption/no-duplicate', 'cors/rebinding'])
  t.same(misfits('results', results), [])
  t.match(results.watched, { http: '1.1', events: 2, comments: 0, ended: true })
})

const red: readonly (readonly [title: string, answer: string | Buffer, cases: readonly string[]])[] = [
  ['malformed UTF-8', Buffer.from(`${chunked}a\r\ndata: \xff\xfe\n\n\r\n0\r\n\r\n`, 'latin1'), ['stream/utf8']],
  ['a stream that ends in a block', whole('data: a\n\ndata: b\n'), ['stream/ends-with-blank-line']],
  ['an HTML page', 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 7\r\n\r\n<p>a</p', ['http/media-type']],
  ['status 206', whole(stream).replace('200 OK', '206 Partial Content'), ['http/status']],
  ['another charset', whole(stream).replace('event-stream', 'event-stream; charset=latin1'), ['http/charset']],
  ['LF in the head', whole(stream).replaceAll('no\r\n', 'no\n'), ['framing/head-syntax']],
  ['a chunk that is longer than it says', `${chunked}5\r\ndata: a\n\n\r\n0\r\n\r\n`, ['framing/chunk-syntax']],
  ['no last chunk', `${chunked}${chunk(stream)}`, ['framing/whole']],
  ['a length that is too small', `${ok}Content-Length: 9\r\n\r\ndata: a\n\ndata: b\n\n`, ['framing/no-false-length']],
  ['a length that is too large', `${ok}Content-Length: 90\r\n\r\ndata: a\n\n`, ['framing/no-false-length']],
  ['a length beside chunks', whole(stream).replace('Transfer', 'Content-Length: 5\r\nTransfer'), ['framing/one-length']],
  ['gzip that is none', `${ok}Content-Encoding: gzip\r\n\r\ndata: a\n\n`, ['http/coding-told']],
]
for (const [title, answer, cases] of red) {
  t.test(`${title} is red, and nothing else is`, async (t) => {
    const results = await audit(await serving(t, onGet(answer)))
    t.same(failed(results, 'must'), cases)
  })
}

const lawful: readonly (readonly [title: string, answer: string | Buffer])[] = [
  ['CR as line ends', whole(stream.replaceAll('\n', '\r'))],
  ['a byte order mark', whole(`\ufeff${stream}`)],
  ['an end that the connection tells', `${ok}\r\n${stream}`],
  ['a length that is right', `${ok}Content-Length: ${stream.length}\r\n\r\n${stream}`],
  [
    'unknown fields, NUL in an ID, blocks without data, odd reconnection times',
    whole('foo: 1\n\nid: a\0b\n\nevent: x\n\nretry: 3s\n\ndata: a\n\n'),
  ],
  ['a charset in capitals and quotes', whole(stream).replace('event-stream', 'event-stream;charset="UTF-8"')],
  [
    'characters cut in two chunks',
    Buffer.concat([
      Buffer.from(`${chunked}7\r\ndata: \u00e9`).subarray(0, -1),
      Buffer.from('\r\n3\r\n'),
      Buffer.from([0xa9, 10, 10]),
      Buffer.from('\r\n0\r\n\r\n'),
    ]),
  ],
  ['comments alone', whole(': a\n\n: b\n\n')],
  ['chunks with extensions and a trailer', `${chunked}000009;a="b"\r\ndata: a\n\n\r\n0\r\nX: y\r\n\r\n`],
]
for (const [title, answer] of lawful) {
  t.test(`${title} breaks no MUST`, async (t) => {
    const results = await audit(await serving(t, onGet(answer)))
    t.same(failed(results, 'must'), [])
    t.equal(results.setup, undefined)
  })
}

const unusable: readonly (readonly [title: string, serve: Serve, reason: RegExp])[] = [
  ['another protocol', onGet('SSH-2.0-x\r\n'), /cannot be read as HTTP: "SSH/],
  ['a connection that is closed', onGet(''), /closed before the head/],
  ['a connection that is reset', (socket) => socket.resetAndDestroy(), /reset before the head/],
  ['a refusal', onGet('HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n'), /answers 401 Unauthorized/],
  ['a head without end', onGet(`${ok}${'X: y\r\n'.repeat(50_000)}`), /larger than 256 KB/],
  [
    'a redirect to another host',
    onGet('HTTP/1.1 302 Found\r\nLocation: http://elsewhere.test/\r\nContent-Length: 0\r\n\r\n'),
    /redirects to http:\/\/elsewhere.test\//,
  ],
  ['redirects for ever', onGet('HTTP/1.1 302 Found\r\nLocation: /events\r\nContent-Length: 0\r\n\r\n'), /more than 20 times/],
]
for (const [title, serve, reason] of unusable) {
  t.test(`${title} is a matter of the set-up`, async (t) => {
    const results = await audit(await serving(t, serve))
    t.match(results.setup?.reason, reason)
    t.same(results.verdicts, [])
  })
}

t.test('silence is a matter of the set-up', async (t) => {
  const results = await audit(await serving(t, () => {}), {}, { timeout: 200 })
  t.match(results.setup?.reason, /sends no response in time/)
})

t.test('a redirect on the same host is followed', async (t) => {
  const url = await serving(t, (socket, head) =>
    head.startsWith('GET /events ')
      ? socket.end('HTTP/1.1 307 Temporary Redirect\r\nLocation: /stream\r\nContent-Length: 0\r\n\r\n')
      : onGet(whole(stream))(socket, head),
  )
  const results = await audit(url)
  t.equal(results.setup, undefined)
  t.equal(outcomeOf(results, 'http/status')?.outcome, 'pass')
})

t.test('a refusal that is expected is judged', async (t) => {
  const results = await audit(await serving(t, onGet('HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n')), { status: 401 })
  t.same(failed(results, 'must'), ['access/challenge'])
})

t.test('a connection that breaks once is no fault of the server', async (t) => {
  let visits = 0
  const url = await serving(t, (socket, head) => onGet(`${chunked}${chunk(stream)}${visits++ === 0 ? '' : '0\r\n\r\n'}`)(socket, head))
  t.match(outcomeOf(await audit(url), 'framing/whole'), { outcome: 'error', blame: 'setup' })
})

t.test('a server for one client at a time is asked the rest when the stream is over', async (t) => {
  let queue: Promise<unknown> = Promise.resolve()
  const url = await serving(t, (socket, head) => {
    queue = queue.then(
      () =>
        new Promise((resolve) => {
          socket.once('close', resolve)
          onGet(`${chunked}${chunk(stream)}`, () => {})(socket, head)
          socket.resume()
        }),
    )
  })
  const results = await audit(url, { watch: 900 })
  t.same(failed(results, 'must'), [])
  t.match(outcomeOf(results, 'delivery/concurrent'), { outcome: 'fail', level: 'should' })
  t.match(outcomeOf(results, 'methods/answers-propfind'), { outcome: 'pass' })
})

t.test('a line without end is not read without end', async (t) => {
  const mega = Buffer.alloc(1024 ** 2, 'x')
  const url = await serving(
    t,
    onGet(`${ok}\r\ndata: `, (socket) => {
      const more = (error?: Error | null) => void (error ?? socket.write(mega, more))
      more()
    }),
  )
  const results = await audit(url, {}, { only: ['server/stream/utf8', 'server/http/status'] })
  t.match(outcomeOf(results, 'stream/utf8'), { outcome: 'skip', reason: /a line is longer than 8 MB/ })
})

t.test('a run ends although a decoder is still at work', async (t) => {
  const bomb = gzipSync(Buffer.alloc(64 * 1024 ** 2))
  const results = await audit(
    await serving(
      t,
      onGet(Buffer.concat([Buffer.from(`${ok}Content-Encoding: gzip\r\n\r\n`), bomb]), () => {}),
    ),
    { watch: 50 },
  )
  t.equal(outcomeOf(results, 'http/identity')?.outcome, 'fail')
})

t.test('secrets of the request are shown nowhere', async (t) => {
  const url = await serving(t, (socket, head) => onGet(whole(`data: ${head.replace(/\r\n/g, '\ndata: ')}\nid: \0\n\n`))(socket, head))
  const results = await audit(`${url.replace('//', '//someone:password1@')}?access_token=token123`, {
    headers: [['Cookie', 'session=cookie123']],
  })
  t.equal(outcomeOf(results, 'stream/id-null')?.outcome, 'fail')
  t.match(JSON.stringify(results), /\[redacted\]/)
  for (const secret of ['someone', 'password1', 'token123', 'cookie123', Buffer.from('someone:password1').toString('base64')])
    t.notOk(JSON.stringify(results).includes(secret), secret)
})

t.test('what the deadline cuts off is an error, and never success', async (t) => {
  const url = await serving(
    t,
    onGet(`${chunked}${chunk(stream)}`, () => {}),
  )
  const results = await audit(url, { watch: 60_000 }, { deadline: 400 })
  t.match(outcomeOf(results, 'http/status'), { outcome: 'pass' })
  t.match(outcomeOf(results, 'stream/utf8'), { outcome: 'error', blame: 'setup', reason: /cut off by the deadline/ })
  t.equal(exitCode([results]), 3)
})
