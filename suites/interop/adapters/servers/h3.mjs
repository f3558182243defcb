import { createEventStream, H3, serve } from 'h3'

const app = new H3().get('/events', (event) => {
  const stream = createEventStream(event)
  let id = 0
  const timer = setInterval(() => stream.push({ id: String(++id), event: 'order', data: `{"order":${id}}` }), 200)
  stream.onClosed(() => clearInterval(timer))
  return stream.send()
})

serve(app, { port: Number(process.env.PORT), hostname: '127.0.0.1' })
