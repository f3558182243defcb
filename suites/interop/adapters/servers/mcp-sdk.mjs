// Streamable HTTP without sessions: GET opens the stream for what the server sends unasked.
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js'
import express from 'express'

const app = express().all('/events', express.json(), async (request, response) => {
  const server = new McpServer({ name: 'orders', version: '1.0.0' }, { capabilities: { logging: {} } })
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined })
  await server.connect(transport)
  const timer = setInterval(() => server.server.sendLoggingMessage({ level: 'info', data: 'order' }), 200)
  response.on('close', () => {
    clearInterval(timer)
    transport.close()
  })
  await transport.handleRequest(request, response, request.body)
})
app.listen(process.env.PORT, '127.0.0.1')
