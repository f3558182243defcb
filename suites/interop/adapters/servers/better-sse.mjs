import { createServer } from 'node:http'
import { createChannel, createSession } from 'better-sse'

const channel = createChannel()
let id = 0
setInterval(() => channel.broadcast({ order: ++id }, 'order', { eventId: String(id) }), 200)

createServer(async (request, response) => {
  if (!request.url.startsWith('/events')) return response.writeHead(404).end()
  channel.register(await createSession(request, response))
}).listen(process.env.PORT, '127.0.0.1')
