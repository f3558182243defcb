import { createServer } from 'node:http'
import { createApp, createError, createEventStream, createRouter, defineEventHandler, readBody, toNodeListener } from 'h3-1'

const streams = new Set()
const events = defineEventHandler((event) => {
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
const publish = defineEventHandler(async (event) => {
  const message = await readBody(event)
  if (message.data === undefined) throw createError({ statusCode: 400, message: 'an EventStreamMessage has data' })
  try {
    for (const stream of streams) await stream.push(message)
    return { ignored: ['comment'] }
  } catch (error) {
    throw createError({ statusCode: 400, message: error.message })
  }
})

const app = createApp().use(createRouter().get('/events', events).post('/publish', publish))
createServer(toNodeListener(app)).listen(process.env.PORT, '127.0.0.1')
