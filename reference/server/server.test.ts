import t from 'tap'
import { decode } from '../decoder/decoder.ts'
import { createEventStreamServer, type EventStreamServerOptions } from './server.ts'

const url = 'https://stream.example/events'
const ask = (headers: Record<string, string> = {}, method = 'GET') => new Request(url, { method, headers })
const open = async (options?: EventStreamServerOptions, headers?: Record<string, string>) => {
  const server = createEventStreamServer(options)
  return { server, response: await server.respond(ask(headers)) }
}
const fieldsOf = ({ headers }: Response) => Object.fromEntries(headers)

/** What a request gets once these IDs were published. */
const resumed = async (ids: readonly string[], lastEventId: string, options: EventStreamServerOptions = {}) => {
  const server = createEventStreamServer(options)
  for (const id of ids) server.publish({ id, data: id })
  const response = await server.respond(ask({ 'last-event-id': lastEventId }))
  server.publish({ id: 'live', data: 'live' })
  server.close()
  return decode(await response.bytes()).events.map(({ data }) => data)
}

t.test('a stream is answered with the fields that it needs', async (t) => {
  const { response } = await open()
  t.equal(response.status, 200)
  t.same(fieldsOf(response), {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
    vary: 'Origin',
  })
  await response.body?.cancel()
})

t.test('every stream gets what is published while it is open', async (t) => {
  const { server, response } = await open({ retry: 1000 })
  server.publish({ id: '1', event: 'tick', data: 'a\nb' })
  const later = await server.respond(ask())
  server.publish({ data: '€' })
  server.close()
  t.equal(await response.text(), 'retry: 1000\n\nid: 1\nevent: tick\ndata: a\ndata: b\n\ndata: €\n\n')
  t.equal(await later.text(), 'retry: 1000\n\ndata: €\n\n')
})

t.test('a stream that is closed ends with the reconnection time given', async (t) => {
  const { server, response } = await open()
  server.close({ retry: 5 })
  t.equal(await response.text(), 'retry: 5\n\n')
  t.equal(server.subscribers, 0)
})

t.test('what cannot be carried is refused, and reaches nobody', async (t) => {
  const { server, response } = await open()
  t.throws(() => server.publish({ id: 'a\nb', data: 'x' }), { name: 'EncodeError' })
  server.close()
  t.equal(await response.text(), '')
})

t.test('a stream is resumed right after Last-Event-ID', async (t) => {
  t.same(await resumed(['1', '2', '3'], '1'), ['2', '3', 'live'])
  t.same(await resumed(['1', '2', '3'], '3'), ['live'])
})

t.test('an ID that is not known brings all that is kept', async (t) => {
  t.same(await resumed(['1', '2', '3'], 'x', { history: 2 }), ['2', '3', 'live'])
  t.same(await resumed(['1', '2'], ''), ['live'])
})

t.test('who resumes with an ID that is not kept is told of the gap, and nobody else', async (t) => {
  const options: EventStreamServerOptions = { history: 2, gap: { event: 'reset', data: 'load anew' } }
  const after = (id: string) => resumed(['1', '2', '3'], id, options)
  t.same(await after('1'), ['load anew', '2', '3', 'live'])
  t.same(await after('never given'), ['load anew', '2', '3', 'live'])
  t.same([await after('2'), await after('3'), await after('')], [['3', 'live'], ['live'], ['live']])
})

t.test('a gap that the format cannot tell of is refused at once', async (t) => {
  t.throws(() => createEventStreamServer({ gap: { event: 'a\nb', data: '' } }), { name: 'EncodeError' })
})

t.test('an ID beyond ASCII is read as UTF-8', async (t) => {
  t.same(await resumed(['é1', 'é2'], Buffer.from('é1').toString('latin1')), ['é2', 'live'])
})

t.test('a comment is sent and not kept', async (t) => {
  const { server, response } = await open({ history: 1 })
  server.publish({ id: '1', data: 'a' })
  server.publish({ comment: ' hello' })
  const late = await server.respond(ask({ 'last-event-id': '0' }))
  server.close()
  t.equal(await response.text(), 'id: 1\ndata: a\n\n: hello\n\n')
  t.equal(await late.text(), 'id: 1\ndata: a\n\n')
})

t.test('an idle stream is sent comments', async (t) => {
  const { server, response } = await open({ keepAlive: 1 })
  const reader = response.body?.getReader()
  const { value } = (await reader?.read()) ?? {}
  t.equal(new TextDecoder().decode(value), ':\n\n')
  server.close()
})

t.test('a stream ends when its lifetime is over', async (t) => {
  const { server, response } = await open({ lifetime: 1 })
  server.publish({ data: 'a' })
  t.equal(await response.text(), 'data: a\n\n')
})

t.test('who does not read is broken off, and who reads is not', async (t) => {
  const { server, response } = await open({ queue: 20 })
  const reader = (await server.respond(ask())).body?.getReader()
  for (const data of ['a', 'b', 'c', 'd', 'e']) {
    server.publish({ data })
    await reader?.read()
  }
  t.equal(server.subscribers, 1)
  await t.rejects(response.text(), /does not read/)
  server.close()
})

t.test('an event may be larger than what may wait', async (t) => {
  const { server, response } = await open({ queue: 20 })
  server.publish({ data: 'x'.repeat(100) })
  server.close()
  t.equal(await response.text(), `data: ${'x'.repeat(100)}\n\n`)
})

t.test('what is replayed does not count as unread', async (t) => {
  const server = createEventStreamServer({ queue: 20 })
  for (let id = 0; id < 10; id += 1) server.publish({ id: `${id}`, data: 'x' })
  const response = await server.respond(ask({ 'last-event-id': '0' }))
  server.publish({ data: 'x' })
  server.close()
  t.equal(decode(await response.bytes()).events.length, 10)
})

t.test('who leaves is forgotten', async (t) => {
  const counts: number[] = []
  const { server, response } = await open({ onSubscribers: (count) => counts.push(count) })
  const leaving = new AbortController()
  await server.respond(new Request(url, { signal: leaving.signal }))
  await response.body?.cancel()
  t.equal(server.subscribers, 1)
  leaving.abort()
  t.equal(server.subscribers, 0)
  t.same(counts, [1, 2, 1, 0])
})

t.test('HEAD is answered with the fields of GET and subscribes nothing', async (t) => {
  const { server, response } = await open()
  const head = await server.respond(ask({}, 'HEAD'))
  t.same([head.status, fieldsOf(head), head.body], [200, fieldsOf(response), null])
  t.equal(server.subscribers, 1)
  server.close()
})

t.test('other methods are told what is supported, or that they are not known', async (t) => {
  const server = createEventStreamServer()
  const told = async (method: string) => {
    const { status, headers } = await server.respond(ask({}, method))
    return [status, headers.get('allow'), headers.get('content-length'), headers.get('cache-control')]
  }
  t.same(await told('OPTIONS'), [204, 'GET, HEAD, OPTIONS', null, 'no-store'])
  t.same(await told('POST'), [405, 'GET, HEAD, OPTIONS', '0', 'no-store'])
  t.same(await told('PROPFIND'), [501, null, '0', 'no-store'])
})

const listed = 'https://listed.example'
const origins = [listed]

t.test('an origin on the list is allowed, to the letter', async (t) => {
  const allowed = async (origin: string) => {
    const { server, response } = await open({ origins }, { origin })
    server.close()
    return [response.headers.get('access-control-allow-origin'), response.headers.get('vary')]
  }
  t.same(await allowed(listed), [listed, 'Origin'])
  const others = [`${listed}/`, `${listed}:8443`, 'http://listed.example', 'https://x.listed.example', `${listed}.evil.test`, 'null']
  for (const other of others) t.same({ other, said: await allowed(other) }, { other, said: [null, 'Origin'] })
})

t.test('a preflight is answered, and allows only what is on the list', async (t) => {
  const server = createEventStreamServer({ origins })
  const preflight = async (origin: string) =>
    fieldsOf(
      await server.respond(
        ask({ origin, 'access-control-request-method': 'GET', 'access-control-request-headers': 'last-event-id' }, 'OPTIONS'),
      ),
    )
  t.match(await preflight(listed), {
    'access-control-allow-origin': listed,
    'access-control-allow-methods': 'GET, HEAD',
    'access-control-allow-headers': /Last-Event-ID/,
  })
  t.notOk(Object.keys(await preflight('https://other.example')).some((name) => name.startsWith('access-control')))
})
