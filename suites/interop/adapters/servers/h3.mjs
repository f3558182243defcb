import { createEventStream, H3, HTTPError, serve } from 'h3'

const streams = new Set()
const app = new H3().get('/events', (event) => {
  const stream = createEventStream(event)
  let id = 0
  const timer = setInterval(() => stream.push({ id: String(++id), event: 'order', data: `{"order":${id}}` }), 200)
  streams.add(stream)
  stream.onClosed(() => {
    clearInterval(timer)
    streams.delete(stream)
  })
  return stream.send()
})
app.post('/publish', async (event) => {
  const { comment, ...message } = await event.req.json()
  if (message.data === undefined && Object.keys(message).length > 0) throw new HTTPError('an EventStreamMessage has data', { status: 400 })
  const send = (stream) =>
    Promise.all([
      comment === undefined ? undefined : stream.pushComment(comment),
      Object.keys(message).length === 0 ? undefined : stream.push(message),
    ])
  try {
    if (streams.size > 0) await Promise.race([...streams].map(send))
    return { ignored: [] }
  } catch (error) {
    throw new HTTPError(error.message, { status: 400 })
  }
})

serve(app, { port: Number(process.env.PORT), hostname: '127.0.0.1' })
