import type { Socket } from 'node:net'
import t from 'tap'
import { audit, chunk, ok, onGet, outcomeOf, serving } from './serving.tests.ts'

const open = `${ok}Transfer-Encoding: chunked\r\n\r\n`
const stream = `${open}${chunk('id: 1\ndata: a\n\n')}`

/** A server that keeps its first stream open, and gives every later GET this answer. */
const oneStream = (later: string) => {
  let streams = 0
  return onGetEach(() => (streams++ === 0 ? stream : later))
}
const onGetEach = (next: () => string) => (socket: Socket, head: string) =>
  onGet(head.startsWith('GET ') ? next() : '', () => {})(socket, head)

for (const refusal of ['409 Conflict', '403 Forbidden', '429 Too Many Requests']) {
  t.test(`a second request that gets ${refusal} may be taken for the same client, and is not judged`, async (t) => {
    const url = await serving(t, oneStream(`HTTP/1.1 ${refusal}\r\nContent-Length: 0\r\n\r\n`))
    const results = await audit(url, { watch: 400 }, { only: ['server/delivery/concurrent'] })
    t.match(outcomeOf(results, 'delivery/concurrent'), { outcome: 'skip', reason: new RegExp(refusal.slice(0, 3)) })
  })
}

t.test('a second client that gets 503 is held against the server', async (t) => {
  const url = await serving(t, oneStream('HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n'))
  const results = await audit(url, { watch: 400 }, { only: ['server/delivery/concurrent'] })
  t.match(outcomeOf(results, 'delivery/concurrent'), { outcome: 'fail', reason: /503/ })
})

t.test('a stream in answer to OPTIONS is called a stream', async (t) => {
  const url = await serving(t, (socket) => void socket.write(stream))
  const results = await audit(url, { watch: 400 }, { only: ['server/methods/options-allow'] })
  t.match(outcomeOf(results, 'methods/options-allow'), { outcome: 'fail', reason: 'OPTIONS is answered with the stream' })
})

t.test('an event that comes with the head and soon is not said to have come at once', async (t) => {
  const url = await serving(t, (socket) => void setTimeout(() => socket.write(stream), 100))
  const results = await audit(url, { watch: 400 }, { only: ['server/delivery/headers-first'] })
  t.match(outcomeOf(results, 'delivery/headers-first'), { outcome: 'skip', reason: /too soon to tell/ })
})

t.test('a head that comes with a comment, long before the first event, has not waited for it', async (t) => {
  const url = await serving(t, (socket) => {
    socket.write(`${open}${chunk(':hi\n\n')}`)
    setTimeout(() => socket.write(chunk('data: a\n\n')), 100)
  })
  const results = await audit(url, { watch: 400 }, { only: ['server/delivery/headers-first'] })
  t.match(outcomeOf(results, 'delivery/headers-first'), { outcome: 'pass' })
})

const post = (fields: string) => (socket: Socket, head: string) =>
  void socket.end(
    `HTTP/1.1 ${head.startsWith('POST ') ? '200 OK' : '405 No'}\r\nContent-Type: text/event-stream\r\n${fields}\r\ndata: a\n\n`,
  )
const storing = ['server/http/not-stored', 'server/http/no-cache-alone']

t.test('a stream over POST that no cache may keep need not say so', async (t) => {
  const url = await serving(t, post('Cache-Control: no-cache\r\n'))
  const results = await audit(url, { method: 'POST', watch: 400 }, { only: storing })
  t.match(outcomeOf(results, 'http/not-stored'), { outcome: 'skip', reason: /no cache may keep/ })
  t.match(outcomeOf(results, 'http/no-cache-alone'), { outcome: 'skip' })
})

t.test('a stream over POST that caches may keep is judged as one over GET', async (t) => {
  const url = await serving(t, post('Cache-Control: max-age=60\r\nContent-Location: /events\r\n'))
  const results = await audit(url, { method: 'POST', watch: 400 }, { only: storing })
  t.match(outcomeOf(results, 'http/not-stored'), { outcome: 'fail' })
})
