import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'

const streams = new Set()
const app = new Hono().get('/events', (context) =>
  streamSSE(context, async (stream) => {
    streams.add(stream)
    stream.onAbort(() => streams.delete(stream))
    for (let id = 1; !stream.aborted; id += 1) {
      await stream.writeSSE({ id: String(id), event: 'order', data: JSON.stringify({ order: id }) })
      await stream.sleep(200)
    }
  }),
)
app.post('/publish', async (context) => {
  const message = await context.req.json()
  try {
    if (streams.size > 0) await Promise.race([...streams].map((stream) => stream.writeSSE(message)))
    return context.json({ ignored: ['comment'] })
  } catch (error) {
    return context.text(error.message, 400)
  }
})

serve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: '127.0.0.1' })
