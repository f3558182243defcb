import { once } from 'node:events'
import { get } from 'node:https'
import { connect } from 'node:tls'
import t, { type Test } from 'tap'
import { openAddress } from './address.ts'
import { createAuthority } from './authority.ts'
import { openSecureSite } from './secure-site.ts'

const authority = await createAuthority('kit')
const identity = await authority.vouch({ hosts: ['localhost'], addresses: ['127.0.0.1'] })
const wait = { milliseconds: 10_000, signal: new AbortController().signal, late: () => new Error('late') }

const opened = async (t: Test, http: '1.1' | '2') => {
  const site = await openSecureSite(identity, http)
  const address = openAddress(site)
  t.teardown(() => site.close())
  return { site, address, port: Number(new URL(site.origin).port) }
}

t.test('a client that offers no h2 asks over HTTP/1.1 where HTTP/2 is spoken', async (t) => {
  const { site, address } = await opened(t, '2')
  const asked = get(address.url, { ca: authority.cert, agent: false })
  const visit = await address.visits.take(() => true, wait)
  t.equal(visit.version, '1.1')
  t.notOk(site.hasAgreedOnHttp2())
  t.equal(await site.met, 'asked')
  visit.answer(200, [['Content-Type', 'text/plain']], 'yes')
  const [response] = await once(asked, 'response')
  t.equal(Buffer.concat(await response.toArray()).toString(), 'yes')
})

t.test('a break is seen over TLS too', async (t) => {
  const { address } = await opened(t, '1.1')
  const asked = get(address.url, { ca: authority.cert, agent: false })
  const visit = await address.visits.take(() => true, wait)
  visit.send('data: a\n\n')
  const [response] = await once(asked, 'response')
  visit.breakOff('reset')
  await t.rejects(response.toArray(), { code: 'ECONNRESET' })
})

t.test('what is agreed on shows, whatever becomes of it', async (t) => {
  const { site, port } = await opened(t, '2')
  const socket = connect({ host: '127.0.0.1', port, ca: authority.cert, ALPNProtocols: ['h2'] })
  await once(socket, 'data') // the settings of the server
  socket.destroy()
  t.equal(await site.met, 'left')
  t.ok(site.hasAgreedOnHttp2())
})

t.test('where HTTP/1.1 alone is spoken, h2 is not agreed on', async (t) => {
  const { port } = await opened(t, '1.1')
  const socket = connect({ host: '127.0.0.1', port, ca: authority.cert, ALPNProtocols: ['h2', 'http/1.1'] })
  await once(socket, 'secureConnect')
  t.equal(socket.alpnProtocol, 'http/1.1')
  socket.destroy()
})

t.test('a client that does not trust the certificate is seen to leave', async (t) => {
  const { site, address } = await opened(t, '1.1')
  const [error] = await once(get(address.url, { ca: (await createAuthority('other')).cert, agent: false }), 'error')
  t.ok(error)
  t.equal(await site.met, 'left')
  t.equal(address.visits.items.length, 0)
})

t.test('a site closes though a client has not finished its handshake', async (t) => {
  const { site, port } = await opened(t, '1.1')
  const { connect: connectTcp } = await import('node:net')
  const socket = connectTcp(port, '127.0.0.1')
  socket.on('error', () => {})
  await once(socket, 'connect')
  const closed = once(socket, 'close')
  await site.close()
  await closed
})
