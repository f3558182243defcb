import { createServer } from 'node:http'
import { createApp, createEventStream, createRouter, defineEventHandler, toNodeListener } from 'h3-1'

const events = defineEventHandler((event) => {
  const stream = createEventStream(event)
  let id = 0
  const timer = setInterval(() => stream.push({ id: String(++id), event: 'order', data: `{"order":${id}}` }), 200)
  stream.onClosed(() => clearInterval(timer))
  return stream.send()
})

const app = createApp().use(createRouter().get('/events', events))
createServer(toNodeListener(app)).listen(process.env.PORT, '127.0.0.1')
