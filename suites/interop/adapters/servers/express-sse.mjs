import express from 'express'
import SSE from 'express-sse'

const sse = new SSE()
let id = 0
setInterval(() => sse.send({ order: ++id }, 'order', String(id)), 200)

express().get('/events', sse.init).listen(process.env.PORT, '127.0.0.1')
