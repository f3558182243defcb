import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import { misfits } from '../../../spec/schema.ts'
import type { AccessAddress, Credential } from '../../targets/access/access.ts'
import { audit, failed, outcomeOf } from '../serving.tests.ts'

type Refuse = (request: IncomingMessage, response: ServerResponse) => void

const unauthorized: Refuse = (_, response) => response.writeHead(401, { 'WWW-Authenticate': 'Bearer', 'Cache-Control': 'no-store' }).end()

const stream = (response: ServerResponse, fields: Record<string, string> = {}) => {
  response.writeHead(200, {
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-store, no-transform',
    'X-Accel-Buffering': 'no',
    ...fields,
  })
  response.end('id: 1\ndata: one\n\nid: 2\ndata: two\n\n')
}

/** A server that gives its stream to those whom `isKnown` knows. */
const guarding = async (
  t: Test,
  isKnown: (request: IncomingMessage) => boolean,
  refuse: Refuse = unauthorized,
  fieldsFor: (request: IncomingMessage) => Record<string, string> = () => ({}),
): Promise<string> => {
  const server = createServer((request, response) => {
    if (request.method === 'OPTIONS') return response.writeHead(204, { Allow: 'GET', ...fieldsFor(request) }).end()
    if (request.method !== 'GET' && request.method !== 'HEAD') return response.writeHead(405, { Allow: 'GET' }).end()
    if (!isKnown(request)) return refuse(request, response)
    return stream(response, fieldsFor(request))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`
}

const field = (name: string, value: string): Credential => ({ headers: [[name, value]] })
const bearer = (token: string) => field('Authorization', `Bearer ${token}`)
const knows =
  (name: 'authorization' | 'cookie', value: string) =>
  ({ headers }: IncomingMessage) =>
    headers[name] === value

const only = ['server/access', 'server/bearer', 'server/expiry', 'server/privacy']
const credentials = { good: bearer('good-token-1'), bad: bearer('bad-token-1') }
const about = (url: string, access: AccessAddress) => audit(url, { watch: 600, ...access }, { only })

const red: readonly (readonly [title: string, refuse: Refuse, cases: readonly string[]])[] = [
  ['a server that lets everybody in', (_, response) => stream(response), ['access/no-stream', 'access/resume']],
  [
    'an error within a 200',
    (_, response) => response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"error":"unauthorized"}'),
    ['access/refusal-status', 'bearer/invalid-token', 'bearer/invalid-request'],
  ],
  [
    'an error event on a stream that ends at once',
    (_, response) => response.writeHead(200, { 'Content-Type': 'text/event-stream' }).end('event: error\ndata: who are you?\n\n'),
    ['access/refusal-status'],
  ],
  [
    'a redirect to a login page',
    (_, response) => response.writeHead(302, { Location: '/login' }).end(),
    ['access/no-login-redirect', 'bearer/invalid-token', 'bearer/invalid-request'],
  ],
  ['a 401 without a challenge', (_, response) => response.writeHead(401).end(), ['access/challenge', 'bearer/invalid-request']],
]
for (const [title, refuse, cases] of red) {
  t.test(`${title} is red, and nothing else is`, async (t) => {
    const results = await about(await guarding(t, knows('authorization', 'Bearer good-token-1'), refuse), { credentials })
    t.same(
      failed(results).filter((id) => id !== 'access/browsers'),
      cases,
    )
    t.same(misfits('results', results), [])
  })
}

const lawful: readonly (readonly [title: string, refuse: Refuse])[] = [
  ['a 403 with an HTML page', (_, response) => response.writeHead(403, { 'Content-Type': 'text/html' }).end('<p>no</p>')],
  ['a 404 that hides the stream', (_, response) => response.writeHead(404, { 'Cache-Control': 'no-store' }).end()],
  [
    'a 401 whose content is an event',
    (_, response) => response.writeHead(401, { 'WWW-Authenticate': 'Session', 'Content-Type': 'text/event-stream' }).end('data: no\n\n'),
  ],
  ['a connection that is closed without an answer', (request) => void request.socket.destroy()],
]
for (const [title, refuse] of lawful) {
  t.test(`${title} breaks nothing`, async (t) => {
    const url = await guarding(t, knows('cookie', 'session=good-session-1'), refuse)
    const results = await about(url, {
      credentials: { good: field('Cookie', 'session=good-session-1'), bad: field('Cookie', 'session=bad-session-1') },
    })
    t.same(failed(results), [])
  })
}

t.test('a server without any authorization is not judged by it', async (t) => {
  const results = await about(await guarding(t, () => true), {})
  t.same(failed(results), [])
  t.match(outcomeOf(results, 'access/no-stream'), { outcome: 'skip', unlock: /server\.credentials\.good/ })
})

t.test('a stream that is for everybody and for those with bad credentials too is lawful where that is said', async (t) => {
  const results = await about(await guarding(t, () => true), { credentials: { good: bearer('good-token-1'), anonymous: true } })
  t.match(outcomeOf(results, 'access/no-stream'), { outcome: 'skip' })
})

t.test('Basic credentials are judged, and no bearer token is asked for', async (t) => {
  const good = `Basic ${Buffer.from('ana:good-password').toString('base64')}`
  const url = await guarding(t, knows('authorization', good), (_, response) =>
    response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="x"' }).end(),
  )
  const results = await about(url, {
    credentials: { good: field('Authorization', good), bad: field('Authorization', 'Basic YW5hOmJhZA==') },
  })
  t.match(outcomeOf(results, 'access/no-stream'), { outcome: 'pass' })
  t.match(outcomeOf(results, 'bearer/invalid-token'), { outcome: 'skip' })
  t.notMatch(JSON.stringify(results), /good-password/)
})

t.test('a server that answers 429 to refused requests is not judged by them', async (t) => {
  const url = await guarding(t, knows('authorization', 'Bearer good-token-1'), (_, response) => response.writeHead(429).end())
  const results = await about(url, { credentials })
  t.match(outcomeOf(results, 'access/refusal-status'), { outcome: 'skip', reason: /429/ })
})

t.test('what hands out no credential is a matter of the set-up', async (t) => {
  const url = await guarding(t, () => true)
  const results = await about(url, { fresh: { command: 'echo nonsense' } })
  t.match(outcomeOf(results, 'expiry/expired'), { outcome: 'error', blame: 'setup', reason: /no JSON/ })
})

t.test('a credential that a command hands out and that opens nothing is no fault of the server', async (t) => {
  const url = await guarding(t, knows('authorization', 'Bearer good-token-1'))
  const fresh = { command: `echo '{"headers":{"Authorization":"Bearer wrong-token-1"},"expiresIn":20000}'` }
  const results = await audit(url, { watch: 300, credentials, fresh }, { only: ['server/expiry/expired'] })
  t.match(outcomeOf(results, 'expiry/expired'), { outcome: 'error', blame: 'setup', reason: /opens no stream: the server answers 401/ })
  t.notMatch(JSON.stringify(results), /wrong-token-1/)
})

const app = 'https://app.example.com'
const allowingOrigins =
  (isAllowed: (origin: string) => boolean) =>
  ({ headers: { origin = '' } }: IncomingMessage) => ({
    Vary: 'Origin',
    ...(isAllowed(origin) ? { 'Access-Control-Allow-Origin': origin } : {}),
  })
const policies: readonly (readonly [title: string, isAllowed: (origin: string) => boolean, cases: readonly string[]])[] = [
  ['a list', (origin) => origin === app, []],
  ['all that is under a domain', (origin) => /^https:\/\/([\w-]+\.)*example\.com$/.test(origin), []],
  ['every origin', () => true, []],
  ['what ends like a domain', (origin) => origin.endsWith('example.com'), ['cors/suffix', 'cors/scheme']],
  ['what begins like an origin', (origin) => origin.startsWith(app), ['cors/prefix', 'cors/port', 'cors/trailing-dot']],
  ['a pattern whose dots are any character', (origin) => /^https:\/\/app.example.com$/.test(origin), ['cors/prefix']],
  ['null too', (origin) => origin === app || origin === 'null', ['cors/null']],
  ['nobody', () => false, ['cors/allowed']],
]
for (const [title, isAllowed, cases] of policies) {
  t.test(`an allow-list of ${title} is judged for what it is`, async (t) => {
    const url = await guarding(t, () => true, unauthorized, allowingOrigins(isAllowed))
    const results = await audit(url, { watch: 600, origins: { allowed: [app] } }, { only: ['server/cors'] })
    t.same(
      failed(results).filter((id) => !['cors/preflight-last-event-id', 'cors/rebinding'].includes(id)),
      cases,
    )
  })
}

t.test('a secret that comes in pieces is seen, and not shown', async (t) => {
  const secret = 'the-key-of-the-server'
  const server = createServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' })
    response.write(`: ${secret.slice(0, 9)}`)
    setImmediate(() => response.end(`${secret.slice(9)}\n\n`))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => void server.close())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const results = await about(url, { neverSent: [secret] })
  t.match(outcomeOf(results, 'privacy/never-sent'), { outcome: 'fail', reason: /comes in the content/ })
  t.notMatch(JSON.stringify(results), new RegExp(secret))
})

t.test('a server for this machine alone is told of rebinding at its level', async (t) => {
  const url = await guarding(t, () => true)
  const of = async (local: boolean) =>
    outcomeOf(await audit(url, { watch: 300, local }, { only: ['server/cors/rebinding'] }), 'cors/rebinding')
  t.match(await of(true), { outcome: 'fail', level: 'should' })
  t.match(await of(false), { outcome: 'fail', level: 'may' })
})
