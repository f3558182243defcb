import { createChannel, createSession } from 'better-sse'
import express from 'express'

const channel = createChannel()
let id = 0
setInterval(() => channel.broadcast({ order: ++id }, 'order', { eventId: String(id) }), 200)

const app = express().get('/events', async (request, response) => {
  channel.register(await createSession(request, response))
})
app.listen(process.env.PORT, '127.0.0.1')
