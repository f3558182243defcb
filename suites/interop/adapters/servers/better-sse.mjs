import { createChannel, createEventBuffer, createSession } from 'better-sse'
import express from 'express'

const channel = createChannel()
let order = 0
setInterval(() => channel.broadcast({ order: ++order }, 'order', { eventId: String(order) }), 200)

const app = express()
app.get('/events', async (request, response) => {
  channel.register(await createSession(request, response))
})
/** Takes what `broadcast` has no place for. */
const write = ({ comment, retry, id, event, data }) => {
  const buffer = createEventBuffer()
  if (comment !== undefined) buffer.comment(comment)
  if (retry !== undefined) buffer.retry(retry)
  if (id !== undefined) buffer.id(id)
  if (event !== undefined) buffer.event(event)
  if (data !== undefined) buffer.data(data)
  return buffer.dispatch()
}
app.post('/publish', express.json({ limit: '16mb' }), async (request, response) => {
  const { data, event, id, retry, comment } = request.body
  try {
    if (data !== undefined && retry === undefined && comment === undefined)
      channel.broadcast(data, event, id === undefined ? {} : { eventId: id })
    else for (const session of channel.activeSessions) await session.batch(write(request.body))
    response.json({ ignored: [] })
  } catch (error) {
    response.status(400).send(error.message)
  }
})
app.listen(process.env.PORT, '127.0.0.1')
