import t from 'tap'
import { bytesOf } from '../../spec/vector.ts'
import { vectors } from '../../spec/vectors.ts'
import { createDecoder, decode } from './decoder.ts'
import { LimitError } from './limits.ts'

const utf8 = new TextEncoder()

t.test('every vector is decoded to its meaning', async (t) => {
  for (const vector of vectors) t.same(decode(bytesOf(vector)), vector.decoded, vector.id)
})

t.test('listeners hear what happens in the order of the stream', async (t) => {
  const heard: unknown[] = []
  const decoder = createDecoder({
    onEvent: ({ data }) => heard.push(['event', data]),
    onRetry: (milliseconds) => heard.push(['retry', milliseconds]),
    onId: (id) => heard.push(['id', id]),
    onComment: (text) => heard.push(['comment', text]),
  })
  decoder.push(utf8.encode(': hi\nretry: 5\nid: 1\ndata: a\n\nid: 1\n\nid: 2\n\n'))
  decoder.end()
  t.same(heard, [
    ['comment', ' hi'],
    ['retry', 5],
    ['id', '1'],
    ['event', 'a'],
    ['id', '2'],
  ])
})

t.test('the last event ID carries over from an earlier connection', async (t) => {
  const ids: string[] = []
  const decoder = createDecoder({ lastEventId: '7', onEvent: ({ lastEventId }) => ids.push(lastEventId) })
  decoder.push(utf8.encode('data: a\n\nid\ndata: b\n\n'))
  t.same(ids, ['7', ''])
})

t.test('the buffer of a piece may be used again at once', async (t) => {
  const data: string[] = []
  const decoder = createDecoder({ onEvent: (event) => data.push(event.data) })
  const buffer = new Uint8Array(4)
  for (const text of ['data', ': ab', 'cd\n\n']) {
    buffer.set(utf8.encode(text))
    decoder.push(buffer)
  }
  t.same(data, ['abcd'])
})

t.test('a line beyond the limit is refused before it is whole', async (t) => {
  const decoder = createDecoder({ onEvent() {}, limits: { line: 10 } })
  decoder.push(utf8.encode('data: 1234\n'))
  t.throws(() => decoder.push(utf8.encode('data: 12345')), { name: 'LimitError', code: 'line-too-long', limit: 10 })
  t.throws(() => decoder.push(utf8.encode('\n')), TypeError)
})

t.test('a line of the limit that comes in pieces is taken', async (t) => {
  const data: string[] = []
  const decoder = createDecoder({ onEvent: (event) => data.push(event.data), limits: { line: 10 } })
  for (const byte of utf8.encode('data: 1234\r\n\r\n')) decoder.push(Uint8Array.of(byte))
  t.same(data, ['1234'])
})

t.test('the data of an event beyond the limit is refused', async (t) => {
  const decoder = createDecoder({ onEvent() {}, limits: { event: 3 } })
  decoder.push(utf8.encode('data: 1\ndata: 2\n\ndata: 3\ndata: 4\n'))
  t.throws(() => decoder.push(utf8.encode('data\n')), LimitError)
})

t.test('nothing can be pushed after the end', async (t) => {
  const decoder = createDecoder({ onEvent() {} })
  decoder.end()
  decoder.end()
  t.throws(() => decoder.push(utf8.encode('\n')), TypeError)
})

t.test('a listener that throws closes the decoder', async (t) => {
  const decoder = createDecoder({
    onEvent() {
      throw new RangeError('mine')
    },
  })
  t.throws(() => decoder.push(utf8.encode('data\n\n')), RangeError)
  t.throws(() => decoder.push(utf8.encode('\n')), TypeError)
})

t.test('a listener cannot push or end', async (t) => {
  const decoder = createDecoder({ onEvent: () => decoder.push(utf8.encode('\n')) })
  t.throws(() => decoder.push(utf8.encode('data\n\n')), TypeError)
  const ending = createDecoder({ onEvent: () => ending.end() })
  t.throws(() => ending.push(utf8.encode('data\n\n')), TypeError)
})
