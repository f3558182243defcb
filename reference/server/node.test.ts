import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect as connect2, createServer as createServer2 } from 'node:http2'
import { type AddressInfo, connect, type Server } from 'node:net'
import t from 'tap'
import { nodeListener } from './node.ts'
import { createEventStreamServer, type EventStreamServerOptions } from './server.ts'

type Tap = { teardown(done: () => void): void }

/** A server that listens, and a promise of the next count of streams that are open. */
const listen = async (
  t: Tap,
  options: EventStreamServerOptions = {},
  transport: (listener: ReturnType<typeof nodeListener>) => Server = createServer,
) => {
  const counts = new EventTarget()
  const server = createEventStreamServer({
    ...options,
    onSubscribers(count) {
      options.onSubscribers?.(count)
      counts.dispatchEvent(new Event(`${count}`))
    },
  })
  const listening = transport(nodeListener(server)).listen(0, '127.0.0.1')
  await once(listening, 'listening')
  t.teardown(() => {
    server.close()
    listening.close()
  })
  return { server, port: (listening.address() as AddressInfo).port, count: (count: number) => once(counts, `${count}`) }
}

/** A socket that has sent this request. */
const send = (t: Tap, port: number, request: string) => {
  const socket = connect(port, '127.0.0.1')
  socket.write(request)
  t.teardown(() => socket.destroy())
  return socket
}

const all = async (source: AsyncIterable<Buffer>) => {
  let text = ''
  for await (const bytes of source) text += bytes
  return text
}

t.test('the head comes before any event', async (t) => {
  const { port } = await listen(t)
  const [head] = await once(send(t, port, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'), 'data')
  t.match(String(head), /^HTTP\/1\.1 200 OK\r\nContent-Type: text\/event-stream\r\n(?:.+\r\n)*Transfer-Encoding: chunked\r\n\r\n$/)
})

t.test('HTTP/1.0 is answered without chunks, until the connection closes', async (t) => {
  const { port, server, count } = await listen(t)
  const socket = send(t, port, 'GET / HTTP/1.0\r\n\r\n')
  await count(1)
  server.publish({ data: 'a' })
  server.close()
  const answer = await all(socket)
  t.notMatch(answer, /transfer-encoding/i)
  t.match(answer, /\r\n\r\ndata: a\n\n$/)
})

t.test('a stream that is closed ends with the last chunk', async (t) => {
  const { port, server, count } = await listen(t)
  const socket = send(t, port, 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
  await count(1)
  server.close({ retry: 9 })
  t.match(await all(socket), /\r\n\r\na\r\nretry: 9\n\n\r\n0\r\n\r\n$/)
})

t.test('what is published in one turn comes in one piece', async (t) => {
  const { port, server, count } = await listen(t)
  const socket = send(t, port, 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
  await count(1)
  server.publish({ data: 'a' })
  server.publish({ data: 'b' })
  server.close()
  t.match(await all(socket), /\r\n\r\n12\r\ndata: a\n\ndata: b\n\n\r\n0\r\n\r\n$/)
})

t.test('a write put before that of Node is given plain bytes', async (t) => {
  const written: unknown[] = []
  const patched = (listener: ReturnType<typeof nodeListener>) =>
    createServer((request, response) => {
      const { write } = response
      Object.assign(response, {
        write(bytes: Uint8Array) {
          written.push(Buffer.from(bytes).toString())
          return write.call(response, bytes, 'utf8')
        },
      })
      listener(request, response)
    })
  const { port, server, count } = await listen(t, {}, patched)
  const socket = send(t, port, 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
  await count(1)
  server.publish({ data: 'a' })
  server.close()
  t.match(await all(socket), /\r\n9\r\ndata: a\n\n\r\n0\r\n\r\n$/)
  t.same(written, ['data: a\n\n'])
})

t.test('a connection that is kept carries one stream after the other', async (t) => {
  const { port, server, count } = await listen(t)
  const socket = send(t, port, 'GET / HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
  await count(2)
  server.publish({ data: 'a' })
  server.close()
  const streams = (await all(socket)).split('HTTP/1.1 200 OK\r\n').slice(1)
  t.equal(streams.length, 2)
  for (const stream of streams) t.match(stream, /\r\n\r\n9\r\ndata: a\n\n\r\n0\r\n\r\n$/)
})

for (const leave of ['destroy', 'resetAndDestroy'] as const) {
  t.test(`who leaves is forgotten at once: ${leave}`, async (t) => {
    const { port, server, count } = await listen(t)
    const socket = send(t, port, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n')
    await count(1)
    const gone = count(0)
    socket[leave]()
    await gone
    t.equal(server.subscribers, 0)
  })
}

t.test('who leaves while it is decided on gets no stream', async (t) => {
  const asked = new EventTarget()
  let grant = () => {}
  const seen: number[] = []
  const { port, server } = await listen(t, {
    onSubscribers: (count) => seen.push(count),
    authorize: ({ method }) =>
      method === 'OPTIONS'
        ? {}
        : new Promise((resolve) => {
            grant = () => resolve({})
            asked.dispatchEvent(new Event('asked'))
          }),
  })
  const isAsked = once(asked, 'asked')
  const socket = send(t, port, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n')
  await isAsked
  socket.resetAndDestroy()
  await once(socket, 'close')
  await once(send(t, port, 'OPTIONS / HTTP/1.1\r\nHost: x\r\n\r\n'), 'data')
  grant()
  await once(send(t, port, 'OPTIONS / HTTP/1.1\r\nHost: x\r\n\r\n'), 'data')
  t.same([server.subscribers, seen], [0, []])
})

t.test('a refusal is answered whole, and the connection serves on', async (t) => {
  const { port } = await listen(t, { authorize: () => ({ status: 401, challenge: 'Basic realm="x"' }) })
  const request = 'GET / HTTP/1.1\r\nHost: x\r\n'
  const answer = await all(send(t, port, `${request}\r\n${request}Connection: close\r\n\r\n`))
  t.equal(answer.split('HTTP/1.1 401 Unauthorized\r\n').length, 3)
  t.equal(answer.split('WWW-Authenticate: Basic realm="x"\r\n').length, 3)
})

t.test('who does not read is cut off', async (t) => {
  const { port, server, count } = await listen(t, { queue: 100_000 })
  const socket = send(t, port, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n')
  socket.pause()
  await count(1)
  const gone = count(0)
  const flood = setInterval(() => server.publish({ data: 'x'.repeat(50_000) }), 0)
  await gone
  clearInterval(flood)
  socket.resume()
  await once(socket, 'close')
  t.equal(server.subscribers, 0)
})

t.test('OPTIONS is answered without content and without its fields', async (t) => {
  const { port } = await listen(t)
  const answer = await all(send(t, port, 'OPTIONS / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'))
  t.match(answer, /^HTTP\/1\.1 204 No Content\r\n/)
  t.notMatch(answer, /content-length|transfer-encoding/i)
  t.match(answer, /\r\n\r\n$/)
})

t.test('HTTP/2 carries the same stream, and notices who leaves', async (t) => {
  const { port, server, count } = await listen(t, {}, (listener) => createServer2(listener))
  const session = connect2(`http://127.0.0.1:${port}`)
  t.teardown(() => session.destroy())
  const [whole, left] = [session.request(), session.request()]
  const [head] = await once(whole, 'response')
  t.match(head, { ':status': 200, 'content-type': 'text/event-stream' })
  await once(left, 'response')
  const one = count(1)
  left.close()
  await one
  server.publish({ data: 'a' })
  server.close()
  t.equal(await all(whole), 'data: a\n\n')
})
