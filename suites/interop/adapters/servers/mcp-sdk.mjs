// Streamable HTTP without sessions: GET opens the stream for what the server sends unasked, POST calls a tool.
import { setTimeout as pause } from 'node:timers/promises'
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js'
import express from 'express'

const tell = { method: 'notifications/message', params: { level: 'info', data: 'order' } }
const app = express().all('/events', express.json(), async (request, response) => {
  const server = new McpServer({ name: 'orders', version: '1.0.0' }, { capabilities: { logging: {} } })
  server.registerTool('watch', { description: 'Tells of five orders' }, async ({ sendNotification }) => {
    for (let n = 0; n < 5; n += 1) await pause(200).then(() => sendNotification(tell))
    return { content: [{ type: 'text', text: 'done' }] }
  })
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined })
  await server.connect(transport)
  const timer = setInterval(() => server.server.sendLoggingMessage(tell.params), 200)
  response.on('close', () => {
    clearInterval(timer)
    transport.close()
  })
  await transport.handleRequest(request, response, request.body)
})
app.listen(process.env.PORT, '127.0.0.1')
