import { EventStream, H3 } from 'h3'

export default async function encode({ comment, ...message }) {
  if (message.data === undefined && Object.keys(message).length > 0) throw new TypeError('an EventStreamMessage has data')
  const handle = (event) => {
    const stream = new EventStream(event)
    if (comment !== undefined) stream.pushComment(comment)
    if (Object.keys(message).length > 0) stream.push(message)
    stream.close()
    return stream
  }
  const response = await new H3().get('/', handle).request('/')
  return new Uint8Array(await response.arrayBuffer())
}
