import express from 'express'
import SSE from 'express-sse'

const sse = new SSE()
let order = 0
setInterval(() => sse.send({ order: ++order }, 'order', String(order)), 200)

const app = express().get('/events', sse.init)
app.post('/publish', express.json({ limit: '16mb' }), (request, response) => {
  const { data, event, id } = request.body
  if (data === undefined) return response.status(400).send('send takes data')
  try {
    sse.send(data, event, id)
    response.json({ ignored: ['retry', 'comment'] })
  } catch (error) {
    response.status(400).send(error.message)
  }
})
app.listen(process.env.PORT, '127.0.0.1')
