import t from 'tap'
import type { EventInput, ServerSentEvent } from '../../spec/event.ts'
import { vectors } from '../../spec/vectors.ts'
import { createDecoder, decode } from '../decoder/decoder.ts'
import { EncodeError } from './encode-error.ts'
import { EncoderStream, encode } from './encoder.ts'

const utf8 = new TextEncoder()
const decodeText = (text: string) => decode(utf8.encode(text))

t.test('an event is written field by field and ends with an empty line', async (t) => {
  t.equal(encode({ data: 'a', event: 't', id: '1', retry: 10, comment: ' c' }), ': c\nretry: 10\nid: 1\nevent: t\ndata: a\n\n')
  t.equal(encode({ comment: '' }), ':\n\n')
  t.equal(encode({}), '\n')
})

t.test('every line of data is a field, however it ends', async (t) => {
  t.equal(encode({ data: 'a\nb\rc\r\n\n\r' }), 'data: a\ndata: b\ndata: c\ndata: \ndata: \ndata: \n\n')
  t.equal(encode({ data: '' }), 'data: \n\n')
})

t.test('the events of every vector survive', async (t) => {
  const differing = vectors.filter(({ decoded: { events } }) => {
    const written = events.map(({ type, data, lastEventId }) => encode({ event: type, data, id: lastEventId })).join('')
    return JSON.stringify(decodeText(written).events) !== JSON.stringify(events)
  })
  t.same(differing, [])
})

t.test('what is odd but carriable survives in every field', async (t) => {
  for (const text of [
    ' a',
    '  ',
    ':',
    ':a',
    'data: x',
    '\ufeff',
    '\u2028\u2029\u0085\v\f',
    '😀',
    '\u{10ffff}\ufffe',
    'x'.repeat(2 ** 20),
  ]) {
    const event: ServerSentEvent = { type: text, data: text, lastEventId: text }
    t.same(decodeText(encode({ event: text, data: text, id: text })).events, [event])
  }
  t.same(decodeText(encode({ event: '\0', data: '\0' })).events, [{ type: '\0', data: '\0', lastEventId: '' }])
})

t.test('a comment survives to the letter', async (t) => {
  const comments: string[] = []
  const decoder = createDecoder({ onEvent() {}, onComment: (text) => comments.push(text) })
  for (const comment of ['', ' ', ':a', '\0\ufeff']) decoder.push(utf8.encode(encode({ comment })))
  t.same(comments, ['', ' ', ':a', '\0\ufeff'])
})

t.test('what the format cannot carry is refused', async (t) => {
  const refused: readonly (readonly [object, keyof EventInput, EncodeError['obstacle']])[] = [
    ...['\n', '\r', 'a\r\nb'].flatMap((text) =>
      (['event', 'id', 'comment'] as const).map((field) => [{ [field]: text }, field, 'line-end'] as const),
    ),
    ...(['event', 'id', 'comment', 'data'] as const).map((field) => [{ [field]: 'a\ud800' }, field, 'lone-surrogate'] as const),
    ...(['event', 'id', 'comment', 'data'] as const).map((field) => [{ [field]: 1 }, field, 'not-text'] as const),
    ...[-1, 1.5, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY, '1', '1\ndata: x', null].map(
      (retry) => [{ retry }, 'retry', 'not-milliseconds'] as const,
    ),
    [{ id: 'a\0' }, 'id', 'null'],
  ]
  for (const [event, field, obstacle] of refused) t.throws(() => encode(event), { name: 'EncodeError', field, obstacle } as EncodeError)
})

t.test('the largest and the smallest reconnection time are carried', async (t) => {
  for (const retry of [0, 2 ** 53 - 1]) t.equal(decodeText(encode({ retry })).retry, retry)
})

t.test('EncoderStream turns a pipe of events into a pipe of bytes', async (t) => {
  const events = new ReadableStream<EventInput>({
    start(controller) {
      controller.enqueue({ data: 'a' })
      controller.enqueue({ data: '€', id: '1' })
      controller.close()
    },
  })
  const chunks: Uint8Array[] = []
  for await (const chunk of events.pipeThrough(new EncoderStream())) chunks.push(chunk)
  t.same(
    chunks.map((chunk) => Buffer.from(chunk).toString()),
    ['data: a\n\n', 'id: 1\ndata: €\n\n'],
  )
})

t.test('EncoderStream errors on what cannot be carried', async (t) => {
  const stream = new EncoderStream()
  const writer = stream.writable.getWriter()
  const written = writer.write({ id: '\n' }).catch((error: unknown) => error)
  await t.rejects(stream.readable.getReader().read(), { name: 'EncodeError' })
  t.ok((await written) instanceof EncodeError)
})
