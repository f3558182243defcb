import { createServer } from 'node:http'
import { createChannel, createSession } from 'better-sse'

const channel = createChannel()

export const server = createServer(async (request, response) => {
  channel.register(await createSession(request, response))
})
export const publish = (id, value) => channel.broadcast(value, 'message', { eventId: id })
