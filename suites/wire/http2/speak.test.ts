import { once } from 'node:events'
import t from 'tap'
import { speakHttp2 } from './speak.ts'
import { get, keep, never, toNode } from './two-ends.tests.ts'

t.test('a response is told as it stands', async (t) => {
  const socket = await toNode(t, (stream) => {
    stream.respond({ ':status': 200, 'content-type': 'text/event-stream', 'x-a': 'b' })
    stream.end('data: x\n\n')
  })
  const { listener, heads, text } = keep()
  const end = await speakHttp2(socket, get, listener, never)
  t.equal(end.how, 'complete')
  t.match(heads, [{ version: '2', status: 200 }])
  t.same(heads[0]?.fields.slice(0, 2), [
    ['content-type', 'text/event-stream'],
    ['x-a', 'b'],
  ])
  t.equal(text(), 'data: x\n\n')
})

t.test('a request arrives as it was given', async (t) => {
  let seen: Readonly<Record<string, unknown>> = {}
  const socket = await toNode(t, (stream, headers) => {
    seen = headers
    stream.respond({}, { endStream: true })
  })
  const fields = [['Accept', 'text/event-stream'] as const, ['X-Latin', 'caf\xe9'] as const]
  await speakHttp2(socket, { ...get, fields }, keep().listener, never)
  t.match(seen, {
    ':method': 'GET',
    ':scheme': 'http',
    ':authority': 'a.example',
    ':path': '/x?y',
    accept: 'text/event-stream',
    'x-latin': 'caf\xe9',
  })
})

t.test('fields larger than a frame go on in the next one', async (t) => {
  let length = 0
  const socket = await toNode(t, (stream, headers) => {
    length = String(headers['x-long']).length
    stream.respond({}, { endStream: true })
  })
  await speakHttp2(socket, { ...get, fields: [['x-long', 'a'.repeat(40_000)]] }, keep().listener, never)
  t.equal(length, 40_000)
})

t.test('events are told while the stream is open', async (t) => {
  const socket = await toNode(t, (stream) => {
    stream.respond({})
    stream.write('data: 1\n\n')
  })
  const leaving = new AbortController()
  const { listener, text } = keep()
  const onContent = (bytes: Uint8Array, at: number) => {
    listener.onContent(bytes, at)
    leaving.abort()
  }
  const end = await speakHttp2(socket, get, { ...listener, onContent }, leaving.signal)
  t.equal(text(), 'data: 1\n\n')
  t.equal(end.how, 'left')
})

t.test('a server is told when its stream is left', async (t) => {
  const closed = new Promise<number>((resolve) => {
    toNode(t, (stream) => {
      stream.on('close', () => resolve(stream.rstCode))
      stream.respond({})
    }).then((socket) => {
      const leaving = new AbortController()
      const listener = { ...keep().listener, onHead: () => leaving.abort() }
      return speakHttp2(socket, get, listener, leaving.signal)
    })
  })
  t.equal(await closed, 8)
})

t.test('a large response comes through every window', async (t) => {
  const sent = Buffer.alloc(5_000_000, 'abcdefg')
  const socket = await toNode(t, (stream) => {
    stream.respond({ 'content-length': sent.length })
    stream.end(sent)
  })
  const { listener, content } = keep()
  const end = await speakHttp2(socket, get, listener, never)
  t.equal(end.how, 'complete')
  t.ok(content().equals(sent))
})

t.test('a large body goes through every window', async (t) => {
  const body = Buffer.alloc(3_000_000, 'abcdefg')
  const socket = await toNode(t, (stream) => {
    const received: Buffer[] = []
    stream.on('data', (bytes: Buffer) => received.push(bytes))
    stream.on('end', () => stream.respond({ 'x-same': String(Buffer.concat(received).equals(body)) }, { endStream: true }))
  })
  const { listener, heads } = keep()
  const end = await speakHttp2(socket, { ...get, method: 'POST', body }, listener, never)
  t.equal(end.how, 'complete')
  t.ok(heads[0]?.fields.some(([name, value]) => name === 'x-same' && value === 'true'))
})

t.test('a response that comes before the body was taken is complete', async (t) => {
  const socket = await toNode(t, (stream) => stream.respond({ ':status': 413 }, { endStream: true }))
  const { listener, heads } = keep()
  const end = await speakHttp2(socket, { ...get, method: 'POST', body: Buffer.alloc(3_000_000) }, listener, never)
  t.equal(end.how, 'complete')
  t.equal(heads[0]?.status, 413)
})

t.test('interim responses and trailers are not told', async (t) => {
  const socket = await toNode(t, (stream) => {
    stream.additionalHeaders({ ':status': 103, link: '</a>' })
    stream.respond({}, { waitForTrailers: true })
    stream.on('wantTrailers', () => stream.sendTrailers({ 'x-sum': '1' }))
    stream.end('x')
  })
  const { listener, heads, text } = keep()
  const end = await speakHttp2(socket, get, listener, never)
  t.equal(end.how, 'complete')
  t.same(
    heads.map(({ status }) => status),
    [200],
  )
  t.equal(text(), 'x')
})

for (const [method, status] of [
  ['HEAD', 200],
  ['GET', 204],
  ['GET', 304],
] as const) {
  t.test(`${method} ${status} is complete without content`, async (t) => {
    const socket = await toNode(t, (stream) => {
      stream.respond({ ':status': status, 'content-length': 7 }, { endStream: true })
    })
    const { listener, heads, text } = keep()
    t.equal((await speakHttp2(socket, { ...get, method }, listener, never)).how, 'complete')
    t.equal(heads[0]?.status, status)
    t.equal(text(), '')
  })
}

t.test('a stream that is reset ends incomplete, by its error code', async (t) => {
  const socket = await toNode(t, (stream) => {
    stream.respond({})
    stream.write('x', () => stream.destroy(new Error('broken')))
  })
  t.match(await speakHttp2(socket, get, keep().listener, never), { how: 'incomplete', by: 'reset', reason: /INTERNAL_ERROR/ })
})

t.test('GOAWAY lets a stream go on', async (t) => {
  const socket = await toNode(t, (stream) => {
    stream.respond({})
    stream.session?.close()
    stream.end('x')
  })
  const { listener, text } = keep()
  t.equal((await speakHttp2(socket, get, listener, never)).how, 'complete')
  t.equal(text(), 'x')
})

t.test('a connection that is destroyed ends incomplete', async (t) => {
  const socket = await toNode(t, (stream) => {
    stream.respond({})
    stream.write('x', () => stream.session?.socket.destroySoon())
  })
  const { listener } = keep()
  t.match(await speakHttp2(socket, get, listener, never), { how: 'incomplete' })
})

t.test('nothing is said when the signal has aborted before', async (t) => {
  const socket = await toNode(t, () => t.fail('a request arrived'))
  t.equal((await speakHttp2(socket, get, keep().listener, AbortSignal.abort())).how, 'left')
  t.equal(socket.bytesWritten, 0)
})

t.test('a socket that is gone ends incomplete', async (t) => {
  const socket = await toNode(t, () => {})
  socket.destroy()
  await once(socket, 'close')
  t.match(await speakHttp2(socket, get, keep().listener, never), { how: 'incomplete', by: 'close' })
})
