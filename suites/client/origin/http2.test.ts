import { once } from 'node:events'
import { type ClientHttp2Session, type ClientHttp2Stream, connect, constants } from 'node:http2'
import t, { type Test } from 'tap'
import { openAddress } from './address.ts'
import { createAuthority } from './authority.ts'
import { openSecureSite } from './secure-site.ts'
import type { HeldVisit } from './visit.ts'

const authority = await createAuthority('kit')
const identity = await authority.vouch({ hosts: ['localhost'], addresses: ['127.0.0.1'] })
const wait = { milliseconds: 10_000, signal: new AbortController().signal, late: () => new Error('late') }

type Asked = { readonly visit: HeldVisit; readonly stream: ClientHttp2Stream; readonly session: ClientHttp2Session }

/** A request, and the visit that it makes. */
const ask = async (t: Test, fields: Readonly<Record<string, string>> = {}): Promise<Asked> => {
  const site = await openSecureSite(identity, '2')
  const address = openAddress(site)
  const session = connect(site.origin, { ca: authority.cert })
  session.on('error', () => {})
  t.teardown(async () => {
    session.destroy()
    address.close()
    await site.close()
  })
  const stream = session.request({ ':path': `${new URL(address.url).pathname}?a=b`, ...fields })
  stream.on('error', () => {})
  return { visit: await address.visits.take(() => true, wait), stream, session }
}

const readAll = async (stream: ClientHttp2Stream): Promise<string> => Buffer.concat(await stream.toArray()).toString('utf8')

t.test('a visit over HTTP/2 tells its method, target and fields, and no pseudo field', async (t) => {
  const { visit } = await ask(t, { ':method': 'POST', 'last-event-id': Buffer.from('é').toString('latin1') })
  t.match(visit, { version: '2.0', method: 'POST', target: /\/events\?a=b$/ })
  t.equal(visit.header('Last-Event-ID'), 'é')
  t.same([visit.header(':path'), visit.header('host')], [undefined, undefined])
})

t.test('a stream begins without fields of a connection, comes as it is sent, and ends with END_STREAM', async (t) => {
  const { visit, stream } = await ask(t)
  const answered = once(stream, 'response')
  visit.start([['X-Kit', 'é']])
  const [fields] = await answered
  t.match(fields, { ':status': 200, 'content-type': 'text/event-stream', 'x-kit': Buffer.from('é').toString('latin1') })
  t.same([fields.connection, fields['transfer-encoding']], [undefined, undefined])
  for (const piece of ['data: a\n\n', 'data: b\n\n']) {
    visit.send(piece)
    const [bytes] = await once(stream, 'data')
    t.equal(`${bytes}`, piece)
  }
  visit.end()
  await once(stream, 'end')
  await once(stream, 'close')
  t.equal(stream.rstCode, constants.NGHTTP2_NO_ERROR)
})

t.test('an answer is whole, and has no body where its status has none', async (t) => {
  const { visit, stream } = await ask(t)
  visit.answer(404, [['Content-Type', 'text/plain']], 'no')
  const [fields] = await once(stream, 'response')
  t.match(fields, { ':status': 404, 'content-length': '2' })
  t.equal(await readAll(stream), 'no')
  const { visit: other, stream: empty } = await ask(t)
  other.answer(204)
  t.equal((await once(empty, 'response'))[0][':status'], 204)
  t.equal(await readAll(empty), '')
})

t.test('a reset is RST_STREAM without END_STREAM, and leaves the connection', async (t) => {
  const { visit, stream, session } = await ask(t)
  visit.send('data: a\n\n')
  await once(stream, 'data')
  let hasEnded = false
  stream.once('end', () => {
    hasEnded = stream.rstCode === constants.NGHTTP2_NO_ERROR
  })
  visit.breakOff('reset')
  await new Promise((resolve) => stream.once('close', resolve))
  t.same([stream.rstCode, hasEnded, session.destroyed], [constants.NGHTTP2_INTERNAL_ERROR, false, false])
})

t.test('a break ends the connection with GOAWAY', async (t) => {
  const { visit, session } = await ask(t)
  visit.start()
  const goaway = once(session, 'goaway')
  const closed = once(session, 'close')
  visit.breakOff('fin')
  t.ok(await goaway)
  await closed
})

t.test('it shows when the client resets its stream, or ends the connection', async (t) => {
  const { visit, stream, session } = await ask(t)
  visit.start()
  stream.close(constants.NGHTTP2_CANCEL)
  t.type(await visit.over, 'number')
  t.notOk(session.destroyed)
  const other = await ask(t)
  other.session.destroy()
  t.type(await other.visit.over, 'number')
})

t.test('what is written when the client has gone is lost, and nothing is written as it is', async (t) => {
  const { visit, stream } = await ask(t)
  stream.close(constants.NGHTTP2_CANCEL)
  await visit.over
  visit.send('data: a\n\n')
  visit.answer(200)
  visit.end()
  visit.breakOff('reset')
  visit.breakOff('fin')
  visit.drop()
  t.throws(() => visit.raw('HTTP/1.1 200 OK\r\n\r\n'), /HTTP\/2/)
})
