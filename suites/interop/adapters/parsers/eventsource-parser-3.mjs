import { createParser } from 'eventsource-parser-3'

export default function create(emit) {
  const text = new TextDecoder()
  const parser = createParser({
    onEvent: ({ event, data, id }) => emit({ type: event, data, lastEventId: id }),
    onRetry: (retry) => emit({ retry }),
    onComment: (comment) => emit({ comment }),
  })
  return { push: (bytes) => parser.feed(text.decode(bytes, { stream: true })), end: () => parser.reset() }
}
