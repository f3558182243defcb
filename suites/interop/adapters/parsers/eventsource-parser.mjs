import { createParser } from 'eventsource-parser'

export default function create(emit) {
  const text = new TextDecoder()
  const parser = createParser({
    onEvent: ({ event, data, id }) => emit({ type: event, data, lastEventId: id }),
    onId: (id) => emit({ id }),
    onRetry: (retry) => emit({ retry }),
    onComment: (comment) => emit({ comment }),
  })
  return { push: (bytes) => parser.feed(text.decode(bytes, { stream: true })), end: () => parser.reset() }
}
