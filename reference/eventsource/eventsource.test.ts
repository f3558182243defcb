import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import t from 'tap'
import { EventSource } from './eventsource.ts'
import type { EventSourceOptions } from './options.ts'

type Tap = { teardown(done: () => void): void }
type Visit = { readonly request: IncomingMessage; readonly response: ServerResponse; readonly at: number }

/** An origin whose answers the test writes, visit by visit. */
const listen = async (t: Tap) => {
  const visits: Visit[] = []
  const arrivals = new EventTarget()
  const server = createServer((request, response) => {
    visits.push({ request, response, at: performance.now() })
    arrivals.dispatchEvent(new Event(`${visits.length}`))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    server.close()
    server.closeAllConnections()
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    visits,
    async visit(count: number): Promise<Visit> {
      if (visits.length < count) await once(arrivals, `${count}`)
      return visits[count - 1] as Visit
    },
  }
}

const open = (t: Tap, url: string, options: EventSourceOptions = {}) => {
  const source = new EventSource(url, { reconnectionTime: 10, ...options })
  t.teardown(() => source.close())
  return source
}

const stream = ({ response }: Visit, text: string | Uint8Array) => {
  if (!response.headersSent) response.writeHead(200, { 'Content-Type': 'text/event-stream' })
  response.write(text)
}

t.test('opens a stream and fires what it brings', async (t) => {
  const origin = await listen(t)
  const source = open(t, `${origin.url}/a#b`)
  t.equal(source.readyState, EventSource.CONNECTING)
  t.equal(source.url, `${origin.url}/a#b`)
  const visit = await origin.visit(1)
  t.match(visit.request, {
    method: 'GET',
    url: '/a',
    headers: { accept: 'text/event-stream', 'cache-control': 'no-cache', pragma: 'no-cache' },
  })
  t.equal(visit.request.headers['last-event-id'], undefined)
  visit.response.writeHead(200, { 'Content-Type': 'Text/Event-Stream;charset=latin1' }).flushHeaders()
  await once(source, 'open')
  t.equal(source.readyState, EventSource.OPEN)
  stream(visit, 'id: 7\ndata: a\ndata: b\n\n')
  const [event] = await once(source, 'message')
  t.match(event, { data: 'a\nb', lastEventId: '7', origin: origin.url })
})

t.test('reconnects with the last event ID as UTF-8, after the reconnection time', async (t) => {
  const origin = await listen(t)
  const source = open(t, origin.url)
  const first = await origin.visit(1)
  stream(first, 'retry: 150\nid: ☃\n\n')
  first.response.end()
  const ended = performance.now()
  await once(source, 'error')
  t.equal(source.readyState, EventSource.CONNECTING)
  const second = await origin.visit(2)
  t.ok(second.at - ended >= 150, `${second.at - ended} ms`)
  t.equal(Buffer.from(second.request.headers['last-event-id'] as string, 'latin1').toString(), '☃')
})

t.test('reconnects when the connection breaks off', async (t) => {
  const origin = await listen(t)
  const source = open(t, origin.url)
  const first = await origin.visit(1)
  stream(first, 'id: 1\ndata: a\n\nid: 2\ndata: lost')
  await once(source, 'message')
  first.response.destroy()
  t.equal((await origin.visit(2)).request.headers['last-event-id'], '1')
})

for (const [name, status, headers] of [
  ['a 204', 204, {}],
  ['a 500', 500, { 'Content-Type': 'text/event-stream' }],
  ['another type', 200, { 'Content-Type': 'text/event-streamX' }],
  ['no type', 200, {}],
] as const) {
  t.test(`fails for good on ${name}`, async (t) => {
    const origin = await listen(t)
    const reasons: string[] = []
    const source = open(t, origin.url, { onReason: (reason) => reasons.push(reason) })
    const { response, request } = await origin.visit(1)
    const gone = once(request.socket, 'close')
    response.writeHead(status, headers)
    if (status === 200) response.write('data: never\n\n')
    else response.end()
    await once(source, 'error')
    t.equal(source.readyState, EventSource.CLOSED)
    t.equal(reasons.length, 1)
    if (status === 200) await gone
    t.equal(origin.visits.length, 1)
  })
}

t.test('fires nothing more once a handler has closed it', async (t) => {
  const origin = await listen(t)
  const source = open(t, origin.url)
  const data: string[] = []
  source.onmessage = (event) => {
    data.push(event.data)
    source.close()
  }
  source.onerror = () => t.fail('error fires after close()')
  const visit = await origin.visit(1)
  const gone = once(visit.request.socket, 'close')
  stream(visit, 'data: 1\n\ndata: 2\n\n')
  await gone
  t.same(data, ['1'])
  t.equal(source.readyState, EventSource.CLOSED)
})

t.test('settles what a listener promises before the next event fires', async (t) => {
  const origin = await listen(t)
  const source = open(t, origin.url)
  const order: string[] = []
  source.addEventListener('message', async ({ data }) => {
    order.push(data)
    await undefined
    await undefined
    order.push(`${data} later`)
  })
  stream(await origin.visit(1), 'data: 1\n\ndata: 2\n\nevent: end\ndata\n\n')
  await once(source, 'end')
  t.same(order, ['1', '1 later', '2', '2 later'])
})

t.test('sends what it was given, each time', async (t) => {
  const origin = await listen(t)
  open(t, origin.url.replace('//', '//me:s%C3%A9same@'), { method: 'POST', body: 'ask', headers: { 'X-A': '1' }, lastEventId: '9' })
  for (const count of [1, 2]) {
    const visit = await origin.visit(count)
    t.match(visit.request, { method: 'POST', headers: { 'x-a': '1', 'last-event-id': '9' } })
    t.equal(visit.request.headers.authorization, `Basic ${Buffer.from('me:sésame').toString('base64')}`)
    t.equal((await visit.request.toArray()).join(''), 'ask')
    stream(visit, ':\n')
    visit.response.end()
  }
})

t.test('fails when the stream passes a limit, after the events before it', async (t) => {
  const origin = await listen(t)
  const source = open(t, origin.url, { limits: { line: 20 } })
  const data: string[] = []
  source.onmessage = (event) => data.push(event.data)
  stream(await origin.visit(1), `data: 1\n\ndata: ${'x'.repeat(20)}`)
  await once(source, 'error')
  t.same(data, ['1'])
  t.equal(source.readyState, EventSource.CLOSED)
})

t.test('tries again where nobody listens, and gives up on a scheme that has no stream', async (t) => {
  const origin = await listen(t)
  let calls = 0
  const flaky: typeof fetch = (...asked) => (++calls < 3 ? Promise.reject(new TypeError('down')) : fetch(...asked))
  open(t, origin.url, { fetch: flaky })
  await origin.visit(1)
  t.equal(calls, 3)
  const futile = open(t, 'mailto:a@b.example')
  await once(futile, 'error')
  t.equal(futile.readyState, EventSource.CLOSED)
})

t.test('throws for what no request can carry', async (t) => {
  t.throws(() => new EventSource('/relative'), { name: 'SyntaxError' })
  t.throws(() => new EventSource('http://[', {}), { name: 'SyntaxError' })
  t.throws(() => new EventSource('http://127.0.0.1:9/', { body: 'with GET' }), TypeError)
  t.throws(() => new EventSource('http://127.0.0.1:9/', { headers: { 'X-A': 'a\nb' } }), TypeError)
})

t.test('has the interface of the standard', async (t) => {
  const source = open(t, 'http://127.0.0.1:9/')
  t.equal(`${source}`, '[object EventSource]')
  t.same([EventSource.CONNECTING, EventSource.OPEN, EventSource.CLOSED, EventSource.prototype.OPEN], [0, 1, 2, 1])
  t.match(source, { CONNECTING: 0, OPEN: 1, CLOSED: 2, withCredentials: false, onopen: null, onmessage: null, onerror: null })
  t.throws(() => Object.assign(source, { OPEN: 3 }), TypeError)
  source.onopen = 3 as never
  t.equal(source.onopen, null)
})

t.test('calls a handler attribute in the place where it was first set', async (t) => {
  const source = open(t, 'http://127.0.0.1:9/')
  const order: string[] = []
  source.onopen = () => order.push('replaced')
  source.addEventListener('open', () => order.push('listener'))
  source.onopen = () => order.push('attribute')
  source.dispatchEvent(new Event('open'))
  source.onopen = null
  source.dispatchEvent(new Event('open'))
  t.same(order, ['attribute', 'listener', 'listener'])
})
