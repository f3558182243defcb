import { createEventBuffer } from 'better-sse'

export default function encode({ comment, retry, id, event, data }) {
  const buffer = createEventBuffer({ serializer: String })
  if (comment !== undefined) buffer.comment(comment)
  if (retry !== undefined) buffer.retry(retry)
  if (id !== undefined) buffer.id(id)
  if (event !== undefined) buffer.event(event)
  if (data !== undefined) buffer.data(data)
  return buffer.dispatch().read()
}
