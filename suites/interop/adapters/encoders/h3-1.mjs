import { createApp, createEventStream, eventHandler, toWebHandler } from 'h3-1'

export default async function encode({ comment, ...message }) {
  if (message.data === undefined && Object.keys(message).length > 0) throw new TypeError('an EventStreamMessage has data')
  const handle = (event) => {
    const stream = createEventStream(event)
    if (Object.keys(message).length > 0) stream.push(message)
    stream.close()
    return stream.send()
  }
  const respond = toWebHandler(createApp().use('/', eventHandler(handle)))
  const response = await respond(new Request('http://localhost/'))
  return new Uint8Array(await response.arrayBuffer())
}
