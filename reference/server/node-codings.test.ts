import { once } from 'node:events'
import { createServer, get, type IncomingMessage, request } from 'node:http'
import { type ClientHttp2Stream, connect as connect2, createServer as createServer2 } from 'node:http2'
import type { AddressInfo, Server } from 'node:net'
import { constants, createBrotliCompress, createBrotliDecompress, createGunzip, createGzip } from 'node:zlib'
import t from 'tap'
import { type NodeListenerOptions, nodeListener } from './node.ts'
import { createEventStreamServer, type EventStreamServerOptions } from './server.ts'

type Tap = { teardown(done: () => void): void }
type Options = NodeListenerOptions &
  EventStreamServerOptions & { readonly transport?: (listener: ReturnType<typeof nodeListener>) => Server }

const codings = {
  br: () => createBrotliCompress({ flush: constants.BROTLI_OPERATION_FLUSH }),
  gzip: () => createGzip({ flush: constants.Z_SYNC_FLUSH }),
}
const decoders = { br: createBrotliDecompress, gzip: createGunzip }

const listen = async (t: Tap, { transport = createServer, ...options }: Options = {}) => {
  const server = createEventStreamServer(options)
  const listening = transport(nodeListener(server, { codings, ...options })).listen(0, '127.0.0.1')
  await once(listening, 'listening')
  t.teardown(() => {
    server.close()
    listening.close()
  })
  return { server, url: `http://127.0.0.1:${(listening.address() as AddressInfo).port}` }
}

const open = async (url: string, accepted: string): Promise<IncomingMessage> => {
  const [response] = await once(get(url, { agent: false, headers: { 'Accept-Encoding': accepted } }), 'response')
  return response
}

const text = async (source: AsyncIterable<Buffer>) => {
  let all = ''
  for await (const bytes of source) all += bytes
  return all
}

for (const coding of ['br', 'gzip'] as const) {
  t.test(`each event comes through ${coding} before the next is published`, async (t) => {
    const { server, url } = await listen(t)
    const response = await open(url, coding)
    t.match(response.headers, { 'content-encoding': coding, vary: 'Origin, Accept-Encoding' })
    const events = response.pipe(decoders[coding]())
    for (const data of ['a', 'b']) {
      server.publish({ data })
      t.equal(String((await once(events, 'data'))[0]), `data: ${data}\n\n`)
    }
  })
}

t.test('a compressed stream that is closed ends whole', async (t) => {
  const { server, url } = await listen(t)
  const response = await open(url, 'gzip')
  server.publish({ data: 'a' })
  server.close({ retry: 5 })
  t.equal(await text(response.pipe(createGunzip())), 'data: a\n\nretry: 5\n\n')
  t.ok(response.complete)
})

t.test('who accepts no coding gets plain text, and is told what it depends on', async (t) => {
  const { server, url } = await listen(t)
  const response = await open(url, 'identity')
  t.match([response.headers['content-encoding'], response.headers.vary], [undefined, 'Origin, Accept-Encoding'])
  server.publish({ data: 'a' })
  server.close()
  t.equal(await text(response), 'data: a\n\n')
})

t.test('HEAD is answered with the fields of GET, and no compressor is made', async (t) => {
  const { url } = await listen(t, { codings: { gzip: () => t.fail('a compressor was made') as never } })
  const asking = request(url, { method: 'HEAD', agent: false, headers: { 'Accept-Encoding': 'gzip' } }).end()
  const [response] = await once(asking, 'response')
  t.match(response.headers, { 'content-encoding': 'gzip', vary: 'Origin, Accept-Encoding' })
  t.equal(await text(response), '')
})

t.test('what is no stream is not called compressed', async (t) => {
  const { url } = await listen(t)
  const asking = request(url, { method: 'POST', agent: false, headers: { 'Accept-Encoding': 'gzip' } }).end()
  const [response] = await once(asking, 'response')
  t.match([response.statusCode, response.headers['content-encoding'], response.headers.vary], [405, undefined, 'Origin'])
  response.resume()
})

t.test('the compressor is freed when the client leaves', async (t) => {
  const gzip = codings.gzip()
  const { url } = await listen(t, { codings: { gzip: () => gzip } })
  const response = await open(url, 'gzip')
  const freed = once(gzip, 'close')
  response.destroy()
  await freed
  t.ok(gzip.destroyed)
})

t.test('who does not read what is compressed is cut off', async (t) => {
  const gone = new EventTarget()
  const onSubscribers = (count: number) => count === 0 && gone.dispatchEvent(new Event('gone'))
  const { server, url } = await listen(t, { queue: 100_000, onSubscribers })
  await open(url, 'gzip')
  const left = once(gone, 'gone')
  const noise = () => Array.from({ length: 50_000 }, () => Math.floor(Math.random() * 36).toString(36)).join('')
  const flood = setInterval(() => server.publish({ data: noise() }), 0)
  await left
  clearInterval(flood)
  t.equal(server.subscribers, 0)
})

t.test('HTTP/2 carries compressed streams', async (t) => {
  const { server, url } = await listen(t, { transport: (listener) => createServer2(listener) })
  const session = connect2(url)
  t.teardown(() => session.destroy())
  const stream: ClientHttp2Stream = session.request({ 'accept-encoding': 'gzip' })
  const [head] = await once(stream, 'response')
  t.match(head, { 'content-encoding': 'gzip' })
  server.publish({ data: 'a' })
  server.close()
  t.equal(await text(stream.pipe(createGunzip())), 'data: a\n\n')
})
