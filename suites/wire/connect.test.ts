import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createSecureServer } from 'node:http2'
import { createServer as createHttps } from 'node:https'
import { type AddressInfo, createServer, type Server } from 'node:net'
import t, { type Test } from 'tap'
import { connect, type Door, Unreachable } from './connect.ts'

const pem = (name: string) => readFileSync(new URL(`../../../suites/wire/tls/${name}.pem`, import.meta.url), 'utf8')
const identity = { key: pem('key'), cert: pem('cert') }
const never = new AbortController().signal

const listening = async (t: Test, server: Server): Promise<number> => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => void server.close())
  return (server.address() as AddressInfo).port
}

const open = async (t: Test, door: Omit<Door, 'scheme' | 'host'> & Partial<Door>) => {
  const connected = await connect({ scheme: 'https', host: 'localhost', ...door }, never)
  t.teardown(() => void connected.socket.destroy())
  return connected.version
}

const http2 = () => createSecureServer({ ...identity, allowHTTP1: true })

t.test('TLS negotiates the version', async (t) => {
  const tls = { ca: identity.cert }
  t.equal(await open(t, { port: await listening(t, http2()), tls }), '2')
  t.equal(await open(t, { port: await listening(t, createHttps(identity)), tls }), '1.1')
})

t.test('a version may be asked for', async (t) => {
  t.equal(await open(t, { port: await listening(t, http2()), http: '1.1', tls: { insecure: true } }), '1.1')
})

const failures: readonly (readonly [title: string, door: Partial<Door>, make: () => Server, reason: RegExp, hint: RegExp])[] = [
  ['a certificate that is not trusted', {}, http2, /self-signed/, /--ca/],
  ['a certificate for another name', { host: '127.0.0.2', tls: { ca: identity.cert } }, http2, /another name/, /--insecure/],
  [
    'HTTP/2 where it is not spoken',
    { http: '2', tls: { insecure: true } },
    () => createHttps(identity),
    /not spoken|does not speak HTTP\/2/,
    /--http/,
  ],
  [
    'TLS where there is none',
    {},
    () => createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
    /no TLS is spoken/,
    /http:\/\//,
  ],
]
for (const [title, door, make, reason, hint] of failures) {
  t.test(`${title} has a reason and a hint`, async (t) => {
    const server = make()
    server.listen(0, door.host ?? '127.0.0.1')
    await once(server, 'listening')
    t.teardown(() => void server.close())
    const error = await open(t, { port: (server.address() as AddressInfo).port, ...door }).catch((error) => error)
    t.ok(error instanceof Unreachable)
    t.match(error, { message: reason, hint })
  })
}

t.test('a port where nothing listens is named', async (t) => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  t.match(await open(t, { scheme: 'http', host: '127.0.0.1', port }).catch((error) => error), { message: /nothing listens there/ })
})

t.test('a signal ends connecting', async (t) => {
  const reason = new Error('enough')
  await t.rejects(connect({ scheme: 'http', host: '127.0.0.1', port: 1 }, AbortSignal.abort(reason)), { message: 'enough' })
})
