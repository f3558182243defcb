// An EventSource as a test service: node examples/client-service.mjs 8000, then sse-conformance client --service http://127.0.0.1:8000/
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { EventSource } from 'sse-conformance/reference'

const open = new Map()

const start = ({ streamUrl, callbackUrl, initialDelayMs, headers, method, body, lastEventId }) => {
  const given = { headers, method, body, lastEventId, reconnectionTime: initialDelayMs }
  const source = new EventSource(streamUrl, Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)))
  let count = 0
  let sent = Promise.resolve()
  const tell = (message) => {
    const call = () => fetch(`${callbackUrl}/${++count}`, { method: 'POST', body: JSON.stringify(message) }).catch(() => {})
    sent = sent.then(call)
  }
  const onEvent = ({ type, data, lastEventId: id }) => tell({ kind: 'event', event: { type, data, id } })
  source.addEventListener('message', onEvent)
  source.addEventListener('error', () => tell({ kind: 'error', error: 'the connection is gone' }))
  return { close: () => source.close(), listen: (type) => source.addEventListener(type, onEvent) }
}

createServer(async (request, response) => {
  const id = request.url.slice(1)
  const body = await text(request)
  if (request.method === 'GET')
    return response.end(JSON.stringify({ name: 'reference', capabilities: ['headers', 'post', 'last-event-id', 'event-type-listeners'] }))
  if (request.method === 'DELETE') {
    open.get(id)?.close()
    open.delete(id)
    return response.end()
  }
  const asked = JSON.parse(body)
  if (asked.command === 'listen') {
    open.get(id)?.listen(asked.listen.type)
    return response.end()
  }
  const next = `${open.size + 1}-${Math.random()}`
  open.set(next, start(asked))
  response.writeHead(201, { Location: `/${next}` }).end()
}).listen(Number(process.argv[2] ?? 8000), '127.0.0.1')
