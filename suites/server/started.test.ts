import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import t from 'tap'
import { audit, outcomeOf } from './serving.tests.ts'

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** A server for one line of a shell, which does `more` when a second client has its stream. */
const commandOf = (port: number, more: string) =>
  `node -e 'let n = 0; require("http").createServer((q, r) => { r.writeHead(200, { "Content-Type": "text/event-stream" }); if (q.method !== "GET") return r.end(); r.write("data: a\\n\\n"); if (++n > 4) { ${more} } }).listen(${port}, "127.0.0.1")'`

t.test('a server is started, judged and ended', async (t) => {
  const port = await freePort()
  const results = await audit(`http://127.0.0.1:${port}/`, { watch: 300, start: { command: commandOf(port, '') } })
  t.equal(outcomeOf(results, 'http/media-type')?.outcome, 'pass')
  const again = await audit(`http://127.0.0.1:${port}/`)
  t.match(again.setup?.reason, /nothing listens there/)
})

t.test('a server that dies in mid-run is no faulty server', async (t) => {
  const port = await freePort()
  const results = await audit(`http://127.0.0.1:${port}/`, { watch: 5000, start: { command: commandOf(port, 'process.exit(7)') } })
  t.match(outcomeOf(results, 'framing/whole'), { outcome: 'error', blame: 'setup', reason: /ended while it was audited: exit code 7/ })
})
