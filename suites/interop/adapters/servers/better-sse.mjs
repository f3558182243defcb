import { createChannel, createSession } from 'better-sse'
import express from 'express'

const channel = createChannel()
let order = 0
setInterval(() => channel.broadcast({ order: ++order }, 'order', { eventId: String(order) }), 200)

const app = express()
app.get('/events', async (request, response) => {
  channel.register(await createSession(request, response))
})
app.post('/publish', express.json({ limit: '16mb' }), (request, response) => {
  const { data, event, id } = request.body
  try {
    channel.broadcast(data, event, id === undefined ? {} : { eventId: id })
    response.json({ ignored: ['retry', 'comment'] })
  } catch (error) {
    response.status(400).send(error.message)
  }
})
app.listen(process.env.PORT, '127.0.0.1')
