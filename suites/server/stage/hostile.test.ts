import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import tap, { type Test } from 'tap'
import { run } from '../../run.ts'

type Message = { readonly data?: string }

const textOf = ({ data = '' }: Message) =>
  `${data
    .split(/\r\n|\r|\n/)
    .map((line) => `data: ${line}\n`)
    .join('')}\n`

/** A server whose stream brings an event of its own every 150 ms, and whose hook takes 2 ms for each event. */
const busyServer = async (t: Test): Promise<string> => {
  const streams = new Set<ServerResponse>()
  let count = 0
  const timer = setInterval(() => {
    count += 1
    for (const stream of streams) stream.write(`event: order\ndata: {"order":${count}}\n\n`)
  }, 150)
  const server = createServer((request, response) => {
    if (request.method === 'GET') {
      streams.add(response.writeHead(200, { 'content-type': 'text/event-stream' }))
      response.flushHeaders()
      return void response.once('close', () => streams.delete(response))
    }
    if (request.url !== '/publish') return void response.writeHead(405).end()
    let body = ''
    request.on('data', (piece) => {
      body += piece
    })
    request.once('end', () => {
      for (const stream of streams) stream.write(textOf(JSON.parse(body)))
      setTimeout(() => response.writeHead(202).end('{"ignored":["event","id","retry","comment"]}'), 2)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    clearInterval(timer)
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

tap.test('takes nothing that a server sends of its own accord for what was published, however long that takes', async (t) => {
  const url = await busyServer(t)
  const only = ['server/published/data-odd-characters']
  const { verdicts } = await run(
    { role: 'server', kind: 'url', url: `${url}/events`, publish: { url: `${url}/publish` }, watch: 300 },
    { timeout: 10_000, seed: 'x', only },
  )
  t.match(verdicts, [{ case: only[0], outcome: 'pass' }])
})
