import t from 'tap'
import type { Decision, Grant } from './access.ts'
import { createEventStreamServer, type EventStreamServerOptions } from './server.ts'

const url = 'https://stream.example/events'
const ask = (headers: Record<string, string> = {}, method = 'GET', query = '') => new Request(`${url}${query}`, { method, headers })
const serverWith = (authorize: EventStreamServerOptions['authorize'], options: EventStreamServerOptions = {}) =>
  createEventStreamServer({ ...options, ...(authorize && { authorize }) })
const refusing = (decision: Decision) => serverWith(() => decision).respond(ask())

t.test('a stream opens once it is granted, and not before', async (t) => {
  let grant = (_: Grant) => {}
  const server = serverWith(() => new Promise<Grant>((resolve) => (grant = resolve)))
  const answer = server.respond(ask())
  t.equal(server.subscribers, 0)
  grant({ user: 'ana' })
  const { status, body } = await answer
  t.same([status, server.subscribers], [200, 1])
  await body?.cancel()
})

t.test('what is asked can be decided on by fields and by the query', async (t) => {
  const server = serverWith(({ field, target }) =>
    field('authorization') === 'Bearer a' || new URL(target).searchParams.get('token') === 'b' ? {} : { status: 403 },
  )
  const status = async (request: Request) => {
    const { status, body } = await server.respond(request)
    await body?.cancel()
    return status
  }
  t.equal(await status(ask({ authorization: 'Bearer a' })), 200)
  t.equal(await status(ask({}, 'GET', '?token=b')), 200)
  t.equal(await status(ask({}, 'GET', '?token=c')), 403)
})

t.test('a refusal has its status, no content, and is not stored', async (t) => {
  const { status, headers, body } = await refusing({ status: 403 })
  t.same([status, body], [403, null])
  t.same(Object.fromEntries(headers), { 'cache-control': 'no-store', 'content-length': '0', vary: 'Origin' })
})

t.test('a 401 always says what it asks for', async (t) => {
  t.equal((await refusing({ status: 401 })).headers.get('www-authenticate'), 'Bearer')
  t.equal((await refusing({ status: 401, challenge: 'Basic realm="x"' })).headers.get('www-authenticate'), 'Basic realm="x"')
})

t.test('a refusal can be read by the origins that are allowed', async (t) => {
  const origin = 'https://app.example'
  const { headers } = await serverWith(() => ({ status: 404 }), { origins: [origin] }).respond(ask({ origin }))
  t.equal(headers.get('access-control-allow-origin'), origin)
})

t.test('HEAD and requests that resume are decided on, OPTIONS and other methods are not', async (t) => {
  const asked: string[] = []
  const server = serverWith(({ method, field }) => {
    asked.push(`${method} ${field('last-event-id')}`)
    return { status: 403 }
  })
  server.publish({ id: '1', data: 'secret' })
  const statuses = []
  for (const method of ['GET', 'HEAD', 'OPTIONS', 'POST'])
    statuses.push((await server.respond(ask({ 'last-event-id': '0' }, method))).status)
  t.same(statuses, [403, 403, 204, 405])
  t.same(asked, ['GET 0', 'HEAD 0'])
})

t.test('a decision that throws, or is none, is answered with 500 and told only to the server', async (t) => {
  const bad: (() => Decision | Promise<Decision>)[] = [
    () => {
      throw new Error('the password is x')
    },
    async () => Promise.reject(new Error('the password is x')),
    () => undefined as never,
    () => ({ status: 200 }),
    () => ({ until: Number.NaN }),
    () => ({ status: 401, challenge: 'Bearer realm="a\r\nb"' }),
  ]
  for (const authorize of bad) {
    const told: unknown[] = []
    const server = serverWith(authorize, { onError: (error) => told.push(error) })
    const { status, body, headers } = await server.respond(ask())
    t.same([status, body, told.length, server.subscribers], [500, null, 1, 0])
    t.notMatch(JSON.stringify(Object.fromEntries(headers)), /password/)
  }
})

t.test('a stream ends when its grant does, after a complete event', async (t) => {
  const server = serverWith(() => ({ until: Date.now() + 20 }))
  const response = await server.respond(ask())
  server.publish({ data: 'a' })
  t.equal(await response.text(), 'data: a\n\n')
  t.equal(server.subscribers, 0)
})

t.test('a grant that has ended is no grant', async (t) => {
  t.equal((await refusing({ until: Date.now() - 1 })).status, 401)
})

t.test('a grant for longer than a timer can count keeps the stream open', async (t) => {
  const server = serverWith(() => ({ until: Date.now() + 2 ** 32 }), { keepAlive: 1 })
  const reader = (await server.respond(ask())).body?.getReader()
  for (let beats = 0; beats < 3; beats += 1) t.notOk((await reader?.read())?.done)
  server.close()
})

t.test('what is revoked ends at once, and nothing else', async (t) => {
  const server = serverWith(({ field }) => ({ user: field('x-user') ?? '' }))
  const [ana, ben] = [await server.respond(ask({ 'x-user': 'ana' })), await server.respond(ask({ 'x-user': 'ben' }))]
  server.publish({ data: 'a' })
  server.revoke(({ user }) => user === 'ana')
  server.publish({ data: 'b' })
  t.equal(await ana.text(), 'data: a\n\n')
  server.close()
  t.equal(await ben.text(), 'data: a\n\ndata: b\n\n')
})

t.test('what is revoked while it is decided on is refused', async (t) => {
  let grant = (_: Grant) => {}
  const server = serverWith(() => new Promise<Grant>((resolve) => (grant = resolve)))
  const answer = server.respond(ask())
  server.revoke(({ user }) => user === 'ana')
  grant({ user: 'ana' })
  t.equal((await answer).status, 401)
})
