import { _iterSSEMessages } from 'openai/core/streaming'

export default function create(emit) {
  const { readable, writable } = new TransformStream()
  const writer = writable.getWriter()
  const read = async () => {
    const messages = _iterSSEMessages(new Response(readable), new AbortController())
    for await (const { event, data } of messages) emit({ type: event || 'message', data })
  }
  const done = read()
  return { push: (bytes) => writer.write(bytes), end: () => writer.close().then(() => done) }
}
