import { Duplex } from 'node:stream'
import t from 'tap'
import { encodeFields } from './encode-fields.ts'
import { type Frame, frameTypes } from './frames.ts'
import { incrementIn } from './payloads.ts'
import { createFrameReader } from './read-frames.ts'
import { speakHttp2 } from './speak.ts'
import { fieldsOf, get, hear, keep, never, ok } from './two-ends.tests.ts'
import { preface, writeData, writeFrame, writeHeaders, writeSettings, writeWindowUpdate } from './write-frames.ts'

/** A socket of which the test holds the other end: what it is given to read, and the frames written to it. */
const createEnd = (drains = true) => {
  const written: Uint8Array[] = []
  const socket = new Duplex({
    read() {},
    write(bytes, _, done) {
      written.push(bytes)
      if (drains) done()
    },
  })
  const frames = (): readonly Frame[] => [...createFrameReader()(Buffer.concat(written).subarray(preface.length))]
  return { socket, frames, say: (...said: readonly Uint8Array[]) => void socket.push(Buffer.concat([...said])) }
}

/** Lets everything happen that does not wait for anything outside. */
const turns = async (count: number) => {
  for (let turn = 0; turn < count; turn++) await new Promise(setImmediate)
}

const block = Buffer.alloc(16_000, 'x')
const grantedTo = (stream: number, frames: readonly Frame[]) =>
  frames
    .filter((frame) => frame.type === frameTypes.WINDOW_UPDATE && frame.stream === stream)
    .reduce((sum, frame) => sum + incrementIn(frame), 0)

t.test('nothing is read or granted while a listener holds content', async (t) => {
  const { socket, frames, say } = createEnd()
  const held: (() => void)[] = []
  const onContent = () => new Promise<void>((resolve) => void held.push(resolve))
  const speaking = speakHttp2(socket, get, { ...keep().listener, onContent }, never)
  say(writeSettings([]), ok, ...Array.from({ length: 8 }, () => writeData(1, block)))
  await turns(10)
  t.equal(held.length, 1)
  t.equal(grantedTo(1, frames()), 0)

  for (let told = 0; told < 8; told++) {
    held[told]?.()
    await turns(2)
  }
  t.equal(held.length, 8)
  t.equal(grantedTo(1, frames()), 80_000)
  t.ok(grantedTo(0, frames()) > 80_000, 'of the connection, too')
  say(writeData(1, new Uint8Array(), true))
  t.equal((await speaking).how, 'complete')
})

t.test('a listener that never ends is left when the signal aborts', async (t) => {
  const { socket, frames, say } = createEnd()
  const leaving = new AbortController()
  const onContent = () => new Promise<void>(() => setImmediate(() => leaving.abort()))
  say(writeSettings([]), ok, writeData(1, block))
  t.equal((await speakHttp2(socket, get, { ...keep().listener, onContent }, leaving.signal)).how, 'left')
  t.equal(frames().at(-1)?.type, frameTypes.RST_STREAM)
})

for (const [name, flood] of [
  ['PING', writeFrame({ type: frameTypes.PING, payload: Buffer.alloc(8) })],
  ['SETTINGS', writeSettings([])],
] as const) {
  t.test(`a flood of ${name} is not read faster than its answers are taken`, async (t) => {
    const { socket, say } = createEnd(false)
    const leaving = new AbortController()
    const speaking = speakHttp2(socket, get, keep().listener, leaving.signal)
    say(writeSettings([]))
    for (let round = 0; round < 100; round++) {
      say(...Array.from({ length: 500 }, () => flood))
      await turns(1)
    }
    t.ok(socket.writableLength < 100_000, `${socket.writableLength} bytes wait`)
    t.ok(socket.readableLength > 300_000, `${socket.readableLength} bytes are unread`)
    leaving.abort()
    t.equal((await speaking).how, 'left')
  })
}

for (const [name, frame] of [
  ['SETTINGS', writeSettings([[4, 70_000]])],
  ['PING', writeFrame({ type: frameTypes.PING, payload: Buffer.alloc(8) })],
  ['empty DATA', writeData(1, new Uint8Array())],
  ['WINDOW_UPDATE', writeWindowUpdate(1, 2 ** 31 - 1)],
  ['DATA of another stream', writeData(3, Buffer.alloc(100))],
  ['PRIORITY', writeFrame({ type: frameTypes.PRIORITY, stream: 9, payload: Buffer.alloc(5) })],
  ['an unknown type', writeFrame({ type: 99, stream: 7, payload: Buffer.alloc(50) })],
  ['interim responses', fieldsOf([[':status', '103']])],
] as const) {
  t.test(`a flood of ${name} is survived`, async (t) => {
    const start = name === 'interim responses' ? [] : [ok]
    const { end, text } = await hear(t, [
      ...start,
      ...Array.from({ length: 5000 }, () => frame),
      ...(start.length ? [] : [ok]),
      writeData(1, Buffer.from('x'), true),
    ])
    t.equal(end.how, 'complete')
    t.equal(text(), 'x')
  })
}

t.test('a header block that unpacks to too much is too large', async (t) => {
  const large = Buffer.concat([
    encodeFields([[':status', '200']]),
    Buffer.from('4001617f8117', 'hex'),
    Buffer.alloc(3072, 'b'),
    Buffer.alloc(200, 0xbe),
  ])
  t.match((await hear(t, [writeHeaders(1, large)])).end, { how: 'too-large', reason: /unpacks to more than 262144 bytes/ })
})

t.test('a header block that goes on and on is too large', async (t) => {
  const more = writeFrame({ type: frameTypes.CONTINUATION, stream: 1, payload: Buffer.alloc(16_384) })
  const start = writeFrame({ type: frameTypes.HEADERS, stream: 1 })
  t.match((await hear(t, [start, ...Array.from({ length: 17 }, () => more)])).end, {
    how: 'too-large',
    reason: /block of more than 262144/,
  })
})

t.test('a flood of empty CONTINUATION is too large', async (t) => {
  const empty = writeFrame({ type: frameTypes.CONTINUATION, stream: 1 })
  const start = writeFrame({ type: frameTypes.HEADERS, stream: 1 })
  t.match((await hear(t, [start, ...Array.from({ length: 30_000 }, () => empty)])).end, { how: 'too-large' })
})

t.test('a body goes out as the server makes room', async (t) => {
  const { socket, frames, say } = createEnd()
  const leaving = new AbortController()
  const speaking = speakHttp2(socket, { ...get, method: 'POST', body: Buffer.alloc(100_000) }, keep().listener, leaving.signal)
  const sent = () =>
    frames()
      .filter(({ type }) => type === frameTypes.DATA)
      .reduce((sum, { payload }) => sum + payload.length, 0)
  t.equal(sent(), 65_535)

  say(writeSettings([[4, 66_000]]), writeWindowUpdate(0, 1000))
  await turns(5)
  t.equal(sent(), 66_000)

  say(writeSettings([[4, 0]]), writeWindowUpdate(0, 100_000), writeWindowUpdate(1, 66_000))
  await turns(5)
  t.equal(sent(), 66_000, 'a window that shrinks is below zero first')

  say(writeWindowUpdate(1, 34_000))
  await turns(5)
  t.equal(sent(), 100_000)
  t.equal(frames().at(-1)?.flags, 1, 'END_STREAM')
  leaving.abort()
  await speaking
})

t.test('bytes that come one by one make the same response', async (t) => {
  const { socket, say } = createEnd()
  const { listener, heads, text } = keep()
  const speaking = speakHttp2(socket, get, listener, never)
  for (const byte of Buffer.concat([writeSettings([]), ok, writeData(1, Buffer.from('data: x\n\n'), true)])) {
    say(Buffer.of(byte))
    await turns(1)
  }
  t.equal((await speaking).how, 'complete')
  t.equal(heads[0]?.status, 200)
  t.equal(text(), 'data: x\n\n')
})

const listenersOf = (socket: Duplex) => socket.eventNames().map((name) => [name, socket.listenerCount(name)])

for (const event of ['onHead', 'onContent', 'onStray'] as const) {
  t.test(`what ${event} throws rejects, and no listener stays`, async (t) => {
    const { socket, say } = createEnd()
    const before = listenersOf(socket)
    const broken = () => {
      throw new Error('of the listener')
    }
    say(writeSettings([]), ok, writeData(1, Buffer.from('x'), true), writeData(1, Buffer.from('y')))
    await t.rejects(speakHttp2(socket, get, { ...keep().listener, [event]: broken }, never), /of the listener/)
    t.same(listenersOf(socket), before)
  })
}

t.test('a promise of a listener that rejects is its rejection', async (t) => {
  const { socket, say } = createEnd()
  say(writeSettings([]), ok, writeData(1, Buffer.from('x')))
  const onContent = () => Promise.reject(new Error('of the listener'))
  await t.rejects(speakHttp2(socket, get, { ...keep().listener, onContent }, never), /of the listener/)
})

t.test('no listener stays on the socket after the end', async (t) => {
  const { socket, say } = createEnd()
  const before = listenersOf(socket)
  say(writeSettings([]), fieldsOf([[':status', '200']], true))
  await speakHttp2(socket, get, keep().listener, never)
  t.same(listenersOf(socket), before)
})

t.test('what was received ahead of an error is told', async (t) => {
  const { socket, say } = createEnd()
  const { listener, text } = keep()
  socket.on('error', () => {})
  say(writeSettings([]), ok, writeData(1, Buffer.from('x')))
  socket.destroy(new Error('broken'))
  t.match(await speakHttp2(socket, get, listener, never), { how: 'incomplete', by: 'reset', reason: /broken/ })
  t.equal(text(), 'x')
})
