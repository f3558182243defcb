// Streamable HTTP without sessions: GET opens the stream for what the server sends unasked, POST calls a tool.
import { setTimeout as pause } from 'node:timers/promises'
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js'
import express from 'express'

const tell = { method: 'notifications/message', params: { level: 'info', data: 'order' } }
const servers = new Set()
const app = express().all('/events', express.json(), async (request, response) => {
  const server = new McpServer({ name: 'orders', version: '1.0.0' }, { capabilities: { logging: {} } })
  server.registerTool('watch', { description: 'Tells of five orders' }, async ({ sendNotification }) => {
    for (let n = 0; n < 5; n += 1) await pause(200).then(() => sendNotification(tell))
    return { content: [{ type: 'text', text: 'done' }] }
  })
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined })
  await server.connect(transport)
  servers.add(server)
  const timer = setInterval(() => server.server.sendLoggingMessage(tell.params), 200)
  response.on('close', () => {
    clearInterval(timer)
    servers.delete(server)
    transport.close()
  })
  await transport.handleRequest(request, response, request.body)
})
app.post('/publish', express.json({ limit: '16mb' }), async (request, response) => {
  if (request.body.data === undefined) return response.status(400).send('a logging message has data')
  try {
    for (const { server } of servers) await server.sendLoggingMessage({ level: 'info', data: request.body.data })
    response.json({ ignored: ['event', 'id', 'retry', 'comment'] })
  } catch (error) {
    response.status(400).send(error.message)
  }
})
app.listen(process.env.PORT, '127.0.0.1')
