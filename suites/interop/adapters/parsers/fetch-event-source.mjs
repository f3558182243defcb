import parse from '@microsoft/fetch-event-source/lib/cjs/parse.js'

export default function create(emit) {
  const onId = (id) => emit({ id })
  const onRetry = (retry) => emit({ retry })
  const onMessage = ({ event, data, id }) => emit({ type: event || 'message', data, lastEventId: id })
  const onChunk = parse.getLines(parse.getMessages(onId, onRetry, onMessage))
  return { push: onChunk, end() {} }
}
