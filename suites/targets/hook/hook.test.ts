import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import { openCommandHook } from './command-hook.ts'
import { openHttpHook } from './http-hook.ts'

const never = new AbortController().signal

/** A hook that answers like this. */
const hooked = async (t: Test, answer: (request: IncomingMessage, response: ServerResponse) => void) => {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  return openHttpHook({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/publish`, headers: [['X-Key', 'k']] })
}

t.test('an event is POSTed as JSON in ASCII, with the fields that were given', async (t) => {
  let seen: object = {}
  const hook = await hooked(t, async (request, response) => {
    let body = ''
    for await (const piece of request) body += piece
    seen = { body, method: request.method, type: request.headers['content-type'], key: request.headers['x-key'] }
    response.end('{"ignored":["retry",1]}')
  })
  t.same(await hook.publish({ data: 'é\n' }, never), {
    outcome: 'accepted',
    ignored: ['retry'],
    said: '200 {"ignored":["retry",1]}',
  })
  t.same(seen, { body: '{"data":"\\u00e9\\n"}', method: 'POST', type: 'application/json', key: 'k' })
})

const statuses: readonly (readonly [status: number, outcome: string])[] = [
  [200, 'accepted'],
  [204, 'accepted'],
  [400, 'refused'],
  [422, 'refused'],
  [413, 'unable'],
  [429, 'unable'],
  [302, 'broken'],
  [500, 'broken'],
]
for (const [status, outcome] of statuses) {
  t.test(`${status} is ${outcome}`, async (t) => {
    const hook = await hooked(t, (_, response) => response.writeHead(status).end())
    t.equal((await hook.publish({ data: 'a' }, never)).outcome, outcome)
  })
}

t.test('a hook that hangs up is broken, one that is not there is unreachable, and one that says nothing is waited for', async (t) => {
  const rude = await hooked(t, (request) => request.socket.destroy())
  t.match(await rude.publish({}, never), { outcome: 'broken', reason: /without an answer/ })
  const absent = openHttpHook({ url: 'http://127.0.0.1:1/publish' })
  t.match(await absent.publish({}, never), { outcome: 'unreachable' })
  const patience = new AbortController()
  const silent = await hooked(t, () => patience.abort(new Error('enough')))
  await t.rejects(silent.publish({}, patience.signal), { message: 'enough' })
})

t.test('a command takes with exit 0, refuses with exit 1 and a word, and is broken otherwise', async (t) => {
  const outcome = async (command: string) => (await openCommandHook(command).publish({ data: 'a' }, never)).outcome
  t.equal(await outcome('read line && [ "$line" = \'{"data":"a"}\' ]'), 'accepted')
  t.match(await openCommandHook('cat >/dev/null; echo \'{"ignored":["id"]}\'').publish({}, never), { ignored: ['id'] })
  t.match(await openCommandHook('echo no such event >&2; exit 1').publish({}, never), { outcome: 'refused', reason: /no such event/ })
  for (const command of ['exit 1', 'echo no >&2; exit 2', 'kill -9 $$']) t.equal(await outcome(command), 'broken', command)
})

t.test('a command that hangs is ended with the wait for it', async (t) => {
  const patience = new AbortController()
  const published = openCommandHook('echo started >&2; sleep 60').publish({}, patience.signal)
  setImmediate(() => patience.abort(new Error('enough')))
  await t.rejects(published, { message: 'enough' })
})
