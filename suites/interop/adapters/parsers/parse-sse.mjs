import { parseServerSentEvents } from 'parse-sse'

export default function create(emit) {
  const { readable, writable } = new TransformStream()
  const writer = writable.getWriter()
  const read = async () => {
    for await (const { retry, ...event } of parseServerSentEvents(new Response(readable))) {
      if (retry !== undefined) emit({ retry })
      emit(event)
    }
  }
  const done = read()
  return { push: (bytes) => writer.write(bytes), end: () => writer.close().then(() => done) }
}
