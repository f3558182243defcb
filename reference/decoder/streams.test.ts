import t from 'tap'
import { LimitError } from './limits.ts'
import { DecoderStream, decodeStream } from './streams.ts'

const utf8 = new TextEncoder()
const streamOf = (pieces: readonly string[], cancel = () => {}) =>
  new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const next = pieces[at++]
        if (next === undefined) controller.close()
        else controller.enqueue(utf8.encode(next))
      },
      cancel,
    },
    { highWaterMark: 0 },
  )
let at = 0
const collect = async (source: AsyncIterable<{ data: string }>) => {
  const data: string[] = []
  for await (const event of source) data.push(event.data)
  return data
}
t.beforeEach(() => {
  at = 0
})

t.test('a ReadableStream is read as events', async (t) => {
  t.same(await collect(decodeStream(streamOf(['data: a\n', '\ndata: b\n\nda', 'ta: c\n\ndata: d']))), ['a', 'b', 'c'])
})

t.test('an async iterable is read as events', async (t) => {
  async function* source() {
    yield utf8.encode('data: a\n\n')
  }
  t.same(await collect(decodeStream(source())), ['a'])
})

t.test('leaving the loop cancels the source', async (t) => {
  let cancelled = false
  const source = streamOf(['data: a\n\n', 'data: b\n\n'], () => {
    cancelled = true
  })
  for await (const event of decodeStream(source)) {
    t.equal(event.data, 'a')
    break
  }
  t.ok(cancelled)
  t.notOk(source.locked)
})

t.test('an error of the source reaches the reader', async (t) => {
  const failing = new ReadableStream<Uint8Array>({
    start: (controller) => controller.error(new RangeError('gone')),
  })
  await t.rejects(collect(decodeStream(failing)), RangeError)
})

t.test('events that precede a limit error are delivered first', async (t) => {
  const seen: string[] = []
  const read = async () => {
    for await (const { data } of decodeStream(streamOf(['data: a\n\ndata: 1234567890\n\n']), { limits: { line: 8 } })) seen.push(data)
  }
  await t.rejects(read(), LimitError)
  t.same(seen, ['a'])
})

t.test('DecoderStream turns a pipe of bytes into a pipe of events', async (t) => {
  const events = streamOf(['data: a\n\nid: 1\ndata: b\n\n']).pipeThrough(new DecoderStream({ lastEventId: '0' }))
  const reader = events.getReader()
  t.same((await reader.read()).value, { type: 'message', data: 'a', lastEventId: '0' })
  t.same((await reader.read()).value, { type: 'message', data: 'b', lastEventId: '1' })
  t.ok((await reader.read()).done)
})

t.test('DecoderStream errors beyond a limit', async (t) => {
  const events = streamOf(['data: 1234567890\n\n']).pipeThrough(new DecoderStream({ limits: { line: 8 } }))
  await t.rejects(events.getReader().read(), LimitError)
})
