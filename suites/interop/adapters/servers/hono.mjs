import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'

const app = new Hono().get('/events', (context) =>
  streamSSE(context, async (stream) => {
    for (let id = 1; !stream.aborted; id += 1) {
      await stream.writeSSE({ id: String(id), event: 'order', data: JSON.stringify({ order: id }) })
      await stream.sleep(200)
    }
  }),
)

serve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: '127.0.0.1' })
