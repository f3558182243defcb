import t from 'tap'
import { encodeFields } from './encode-fields.ts'
import { flags, frameTypes } from './frames.ts'
import { speakHttp2 } from './speak.ts'
import { fieldsOf, get, hear, keep, never, ok, toBytes } from './two-ends.tests.ts'
import { writeData, writeFrame, writeGoaway, writeHeaders, writeReset, writeSettings } from './write-frames.ts'

const text = (content: string, end = false) => writeData(1, Buffer.from(content), end)
const block = (hex: string) => writeHeaders(1, Buffer.from(hex, 'hex'))
const spelt = encodeFields([[':status', '200']])

const malformed: readonly (readonly [title: string, part: 'head' | 'content', reason: RegExp, frames: readonly Uint8Array[]])[] = [
  ['a response without :status', 'head', /no :status/, [fieldsOf([['a', 'b']])]],
  [
    'two :status',
    'head',
    /more than one :status \(200 and 204\)/,
    [
      fieldsOf([
        [':status', '200'],
        [':status', '204'],
      ]),
    ],
  ],
  ['a :status that is no number', 'head', /:status is "OK"/, [fieldsOf([[':status', 'OK']])]],
  ['a :status of four digits', 'head', /:status is "2000"/, [fieldsOf([[':status', '2000']])]],
  [
    'a pseudo-header after a regular field',
    'head',
    /:status stands after a regular/,
    [
      fieldsOf([
        ['a', 'b'],
        [':status', '200'],
      ]),
    ],
  ],
  ['DATA before HEADERS', 'head', /starts with DATA/, [text('x')]],
  ['an end after an interim response', 'head', /ends after the interim response 103/, [fieldsOf([[':status', '103']], true)]],
  ['an entry that no table has', 'head', /entry 62 of the HPACK table/, [block('be')]],
  ['entry 0 of the table', 'head', /entry 0 of the HPACK table/, [block('80')]],
  ['a block that ends within a field', 'head', /ends in the middle of a field/, [block('00056162')]],
  ['a number without end', 'head', /number too large/, [block('ffffffffffffffffff7f')]],
  ['a table larger than agreed', 'head', /4097 bytes large/, [block('3fe21f')]],
  ['a new table size after a field', 'head', /after its first field/, [block('8820')]],
  ['Huffman padding of zeros', 'head', /padding, all ones/, [block('00811800')]],
  ['the Huffman code of the end', 'head', /end-of-string/, [block('0084ffffffff00')]],
  ['a frame larger than allowed', 'head', /frame of 16385 bytes/, [writeFrame({ type: 0, stream: 1, payload: Buffer.alloc(16_385) })]],
  ['HEADERS on the connection', 'head', /HEADERS on stream 0/, [writeHeaders(0, spelt)]],
  ['SETTINGS on a stream', 'head', /SETTINGS on stream 1/, [writeFrame({ type: frameTypes.SETTINGS, stream: 1 })]],
  ['PING of seven bytes', 'head', /PING with 7 bytes/, [writeFrame({ type: frameTypes.PING, payload: Buffer.alloc(7) })]],
  [
    'CONTINUATION alone',
    'head',
    /CONTINUATION without HEADERS/,
    [writeFrame({ type: frameTypes.CONTINUATION, stream: 1, payload: spelt })],
  ],
  [
    'DATA within a header block',
    'head',
    /DATA in the middle of a header block/,
    [writeFrame({ type: 1, stream: 1, payload: spelt }), text('x')],
  ],
  ['PUSH_PROMISE', 'head', /SETTINGS_ENABLE_PUSH/, [writeFrame({ type: frameTypes.PUSH_PROMISE, stream: 1, payload: Buffer.alloc(4) })]],
  [
    'padding longer than its frame',
    'content',
    /too short for its padding/,
    [ok, writeFrame({ type: 0, flags: flags.PADDED, stream: 1, payload: Buffer.of(9, 1) })],
  ],
  ['a second HEADERS that ends nothing', 'content', /second HEADERS/, [ok, ok]],
  [
    'less content than Content-Length',
    'content',
    /has 1 bytes, but Content-Length says 2/,
    [
      fieldsOf([
        [':status', '200'],
        ['content-length', '2'],
      ]),
      text('x', true),
    ],
  ],
  [
    'more content than Content-Length',
    'content',
    /after the 1 bytes that Content-Length says/,
    [
      fieldsOf([
        [':status', '200'],
        ['content-length', '1'],
      ]),
      text('xy'),
    ],
  ],
]

for (const [title, part, reason, frames] of malformed) {
  t.test(`${title} is malformed`, async (t) => {
    const { end } = await hear(t, frames)
    t.match(end, { how: 'malformed', part, reason })
  })
}

t.test('content beyond Content-Length is not told', async (t) => {
  const { text: told } = await hear(t, [
    fieldsOf([
      [':status', '200'],
      ['content-length', '1'],
    ]),
    text('xy'),
  ])
  t.equal(told(), 'x')
})

t.test('an answer in HTTP/1.1 is named', async (t) => {
  const socket = await toBytes(t, (socket) => void socket.resume().end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n'))
  const end = await speakHttp2(socket, get, keep().listener, never)
  t.match(end, { how: 'foreign', reason: /HTTP\/1 \("HTTP\/1\.1 400 Bad Request"\)/ })
})

t.test('a server that does not begin with SETTINGS does not speak HTTP/2', async (t) => {
  const socket = await toBytes(t, (socket) => void socket.resume().end(ok))
  t.match(await speakHttp2(socket, get, keep().listener, never), { how: 'foreign', reason: /first thing the server sent is HEADERS/ })
})

t.test('what cases judge is told, not refused', async (t) => {
  const fields = [
    ['Upper', 'a\xff'],
    ['connection', 'close'],
    ['transfer-encoding', 'chunked'],
    ['', 'x'],
  ] as const
  const { end, heads } = await hear(t, [fieldsOf([[':status', '200'], [':odd', ''], ...fields], true)])
  t.equal(end.how, 'complete')
  t.same(heads[0]?.fields, [[':odd', ''], ...fields])
})

t.test('padding and priority are taken off', async (t) => {
  const head = Buffer.concat([Buffer.of(2), Buffer.alloc(5), spelt, Buffer.alloc(2)])
  const padded = Buffer.from('\x03data: x\n\n\0\0\0')
  const all = flags.PADDED | flags.PRIORITY | flags.END_HEADERS
  const { end, text: told } = await hear(t, [
    writeFrame({ type: frameTypes.HEADERS, flags: all, stream: 1, payload: head }),
    writeFrame({ type: frameTypes.DATA, flags: flags.PADDED | flags.END_STREAM, stream: 1, payload: padded }),
  ])
  t.equal(end.how, 'complete')
  t.equal(told(), 'data: x\n\n')
})

for (const [method, status] of [
  ['HEAD', '200'],
  ['GET', '204'],
  ['GET', '304'],
] as const) {
  t.test(`content is stray in ${method} ${status}`, async (t) => {
    const { end, text: told, strays } = await hear(t, [fieldsOf([[':status', status]]), text(''), text('x', true)], { method })
    t.equal(end.how, 'complete')
    t.equal(told(), '')
    t.equal(strays(), 'x')
  })
}

t.test('content after the end is stray', async (t) => {
  const { end, strays } = await hear(t, [ok, text('x', true), text('y')])
  t.equal(end.how, 'complete')
  t.equal(strays(), 'y')
})

t.test('frames of other streams and of unknown types are skipped', async (t) => {
  const { end, text: told } = await hear(t, [
    writeData(3, Buffer.from('no')),
    writeHeaders(3, spelt),
    writeReset(3, 2),
    writeFrame({ type: 0xbe, stream: 1, payload: Buffer.from('no') }),
    ok,
    text('x', true),
  ])
  t.equal(end.how, 'complete')
  t.equal(told(), 'x')
})

t.test('a connection that closes early is incomplete', async (t) => {
  t.match((await hear(t, [ok, text('x')])).end, {
    how: 'incomplete',
    by: 'close',
    reason: /^the server closed the connection before the response ended$/,
  })
})

t.test('what came of a frame that is cut off is told', async (t) => {
  t.equal((await hear(t, [ok, text('data: x\n\n').subarray(0, -1)])).text(), 'data: x\n')
})

t.test('GOAWAY before the connection closes is told', async (t) => {
  const { end } = await hear(t, [ok, writeGoaway(1, 11, 'too many "pings"')])
  t.match(end, { how: 'incomplete', by: 'close', reason: 'after GOAWAY (ENHANCE_YOUR_CALM: "too many \\"pings\\"")' })
})

t.test('GOAWAY that leaves the request out refuses it', async (t) => {
  t.match((await hear(t, [writeGoaway(0, 0)])).end, {
    how: 'incomplete',
    by: 'reset',
    reason: /refused the request with GOAWAY \(NO_ERROR\)/,
  })
})

for (const [code, name] of [
  [0, 'NO_ERROR'],
  [7, 'REFUSED_STREAM'],
  [0x99, 'error code 0x99'],
] as const) {
  t.test(`RST_STREAM with ${name} is incomplete`, async (t) => {
    t.match((await hear(t, [writeReset(1, code)])).end, { how: 'incomplete', by: 'reset', reason: `with ${name} before` })
  })
}

t.test('RST_STREAM after the end changes nothing', async (t) => {
  t.equal((await hear(t, [fieldsOf([[':status', '200']], true), writeReset(1, 0)])).end.how, 'complete')
})

t.test('a connection that is reset is incomplete', async (t) => {
  const socket = await toBytes(t, (socket) => {
    socket.write(Buffer.concat([writeSettings([]), ok]))
    socket.once('data', () => socket.resetAndDestroy())
  })
  t.match(await speakHttp2(socket, get, keep().listener, never), { how: 'incomplete', by: 'reset', reason: /ECONNRESET/ })
})
