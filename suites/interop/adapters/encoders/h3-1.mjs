import { createApp, createEventStream, eventHandler, toWebHandler } from 'h3-1'

export default async function encode({ comment, ...message }) {
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
