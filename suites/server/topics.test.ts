import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import tap, { type Test } from 'tap'
import { run } from '../run.ts'

/** A server of two topics, and what it does with those who ask for another. */
const served = async (t: Test, stray: (response: ServerResponse) => void): Promise<string> => {
  const streams = new Map<string, Set<ServerResponse>>([
    ['news', new Set()],
    ['sport', new Set()],
  ])
  const server = createServer(async (request, response) => {
    const topic = request.url?.slice(1) ?? ''
    const subscribers = streams.get(topic)
    if (request.method === 'POST') {
      const { data } = JSON.parse((await request.toArray()).join(''))
      for (const stream of subscribers ?? []) stream.write(`data: ${data}\n\n`)
      return void response.writeHead(202).end()
    }
    if (!subscribers) return stray(response)
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write('event: hello\ndata: 1\n\n')
    subscribers.add(response)
    return void response.once('close', () => subscribers.delete(response))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const streamOf = (response: ServerResponse, text: string) =>
  void response.writeHead(200, { 'content-type': 'text/event-stream' }).write(text)

const answers: readonly (readonly [title: string, stray: (response: ServerResponse) => void, outcome: string])[] = [
  ['404 is clear', (response) => void response.writeHead(404).end(), 'pass'],
  ['403 is clear', (response) => void response.writeHead(403).end(), 'pass'],
  ['an event of its own may be', (response) => streamOf(response, 'event: failure\ndata: no such topic\n\n'), 'skip'],
  ['a stream like any other is not', (response) => streamOf(response, 'event: hello\ndata: 2\n\n'), 'fail'],
  ['a stream that says nothing is not', (response) => streamOf(response, '\n'), 'fail'],
  ['a broken server is not', (response) => void response.writeHead(500).end(), 'fail'],
]
for (const [title, stray, outcome] of answers) {
  tap.test(`an answer to an unknown topic: ${title}`, async (t) => {
    const url = await served(t, stray)
    const topics = ['news', 'sport'].map((name) => ({ name, url: `${url}/${name}`, publishUrl: `${url}/${name}` }))
    const target = { role: 'server', kind: 'url', url: `${url}/news`, publish: { url: `${url}/news` }, topics, watch: 300 } as const
    const { verdicts } = await run(target, { timeout: 3000, seed: 'x', only: ['server/filter/unknown-topic'] })
    t.match(verdicts, [{ outcome }])
  })
}
