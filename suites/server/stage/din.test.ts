import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import tap, { type Test } from 'tap'
import { run } from '../../run.ts'

/** A server that writes events of its own, as fast as they are read, to each stream. */
const floodingServer = async (t: Test, piece: string): Promise<string> => {
  const streams = new Set<ServerResponse>()
  const server = createServer(async (request, response) => {
    if (request.url === '/publish') {
      const text = `data: ${JSON.parse((await request.toArray()).join('')).data}\n\n`
      for (const stream of streams) stream.write(text)
      return void response.writeHead(202).end()
    }
    streams.add(response.writeHead(200, { 'content-type': 'text/event-stream' }))
    const write = () => {
      while (!response.destroyed && response.write(piece));
    }
    response.on('drain', write).once('close', () => streams.delete(response))
    write()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

tap.test('says once that a stream drowns what is published, and blames no event for it', async (t) => {
  const url = await floodingServer(t, `data: ${'x'.repeat(60_000)}\n\n`)
  const only = ['server/published/data-lf', 'server/fanout/once']
  const target = { role: 'server', kind: 'url', url: `${url}/events`, publish: { url: `${url}/publish` }, watch: 300 } as const
  const { verdicts } = await run(target, { timeout: 3000, seed: 'x', only })
  t.match(verdicts, [
    { outcome: 'error', blame: 'setup', reason: /MB a second of its own accord/ },
    { outcome: 'skip', reason: /MB a second of its own accord/ },
  ])
})
