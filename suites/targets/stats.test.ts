import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer as createInClear, type RequestListener } from 'node:http'
import { createServer as createOverTls } from 'node:https'
import type { AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import { openStats } from './stats.ts'

const pem = (name: string) => readFileSync(`suites/wire/tls/${name}.pem`, 'utf8')
const identity = { key: pem('key'), cert: pem('cert') }
const never = new AbortController().signal

/** The URL of a server that answers like this. */
const served = async (t: Test, answer: RequestListener, scheme: 'http' | 'https' = 'http'): Promise<string> => {
  const server = (scheme === 'https' ? createOverTls(identity, answer) : createInClear(answer)).listen(0)
  await once(server, 'listening')
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  return `${scheme}://localhost:${(server.address() as AddressInfo).port}/`
}

const telling =
  (answer: unknown): RequestListener =>
  (_, response) =>
    void response.end(JSON.stringify(answer))

t.test('a stats URL over TLS is asked with the certificates of the stream', async (t) => {
  const stats = await served(t, telling({ subscribers: 3, rss: 1024 }), 'https')
  const url = 'https://localhost:1/events'
  t.same(await openStats({ url, stats, tls: { ca: identity.cert } })(never), { subscribers: 3, memory: 1024 })
  t.same(await openStats({ url, stats, tls: { insecure: true } })(never), { subscribers: 3, memory: 1024 })
  await t.rejects(openStats({ url, stats })(never), /the stats URL does not answer with JSON/)
})

t.test('the fields of the requests go to the own origin only', async (t) => {
  const seen: (string | undefined)[] = []
  const stats = await served(t, (request, response) => {
    seen.push(request.headers['x-key']?.toString())
    response.end('{}')
  })
  const headers = [['X-Key', 'secret']] as const
  await openStats({ url: stats, stats, headers })(never)
  await openStats({ url: 'http://127.0.0.1:1/', stats, headers })(never)
  t.same(seen, ['secret', undefined])
})

t.test('what is no number is not told', async (t) => {
  const stats = await served(t, telling({ subscribers: '3', rss: null }))
  t.same(await openStats({ url: stats, stats })(never), {})
})

t.test('an error is no answer', async (t) => {
  const stats = await served(t, (_, response) => void response.writeHead(404).end('{}'))
  await t.rejects(openStats({ url: stats, stats })(never), /the stats URL does not answer with JSON/)
})
