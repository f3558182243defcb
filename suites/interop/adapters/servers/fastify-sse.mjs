import sse from '@fastify/sse'
import fastify from 'fastify'

const replies = new Set()
const app = fastify({ bodyLimit: 16 * 1024 ** 2 })
await app.register(sse)
app.get('/events', { sse: 'only' }, async (_request, reply) => {
  reply.sse.keepAlive()
  await reply.sse.send({ data: 'Connected' })
  let id = 0
  const timer = setInterval(() => reply.sse.send({ id: String(++id), event: 'order', data: { order: id } }), 200)
  replies.add(reply)
  reply.sse.onClose(() => {
    clearInterval(timer)
    replies.delete(reply)
  })
})
app.post('/publish', async (request, reply) => {
  try {
    if (replies.size > 0) await Promise.race([...replies].map(({ sse }) => sse.send(request.body)))
    return { ignored: ['comment'] }
  } catch (error) {
    return reply.code(400).type('text/plain').send(error.message)
  }
})
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' })
