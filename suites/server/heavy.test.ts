import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import t from 'tap'
import { weigh } from '../../spec/verdict.ts'
import type { Case } from '../case.ts'
import { createGate } from '../gate.ts'
import { judge } from '../judge.ts'
import { createRedactor } from '../secrets/redact.ts'
import type { ServerAddress } from '../targets/target.ts'
import { holdingBack, readHost } from './heavy.ts'
import { greetServer } from './session.ts'
import type { ServerWorld } from './world.ts'

const isHeldBack = (url: string, ...allowHeavy: readonly string[]) => holdingBack({ url, allowHeavy }) !== undefined

t.test('this machine bears heavy cases, however its address is written', async (t) => {
  const own = [
    '127.0.0.1',
    '127.9.9.9:81',
    '127.1',
    '0x7f000001',
    '[::1]:8080',
    'localhost',
    'LOCALHOST:3000',
    'localhost.',
    'a.b.localhost',
  ]
  for (const host of own) t.notOk(isHeldBack(`http://${host}/events`), host)
})

t.test('no other host does, and least of all one that only looks like this machine', async (t) => {
  const others = [
    'example.com',
    '128.0.0.1',
    '0.0.0.0',
    '[::2]',
    '127.0.0.1.example.com',
    'localhost.example.com',
    'notlocalhost',
    '10.127.0.0',
  ]
  for (const host of others) t.ok(isHeldBack(`http://${host}/`), host)
  t.ok(isHeldBack('http://localhost@example.com/'))
})

t.test('a host that is named bears them, with its port where one is said', async (t) => {
  t.notOk(isHeldBack('https://Example.com:8443/', 'other.example', 'EXAMPLE.com'))
  t.notOk(isHeldBack('https://example.com:8443/', 'example.com:8443'))
  t.notOk(isHeldBack('https://example.com/', 'example.com:443'))
  t.notOk(isHeldBack('http://[2001:db8::1]:81/', '2001:db8::1'))
  t.notOk(isHeldBack('http://[2001:db8::1]:81/', '[2001:db8::1]:81'))
  t.ok(isHeldBack('https://example.com/', 'example.com:80'))
  t.ok(isHeldBack('https://sub.example.com/', 'example.com'))
  t.ok(isHeldBack('https://example.com/', 'example.com.evil'))
})

t.test('what is no host names none', async (t) => {
  for (const text of ['', 'http://example.com', 'example.com/', 'a b', 'user@example.com', ':80', 'example.com:', '*']) {
    t.equal(readHost(text), undefined, text)
  }
})

t.test('the option that would change it names the host', async (t) => {
  t.equal(holdingBack({ url: 'https://example.com:8443/x' })?.unlock, '--allow-heavy example.com:8443')
})

const heavy: Case<ServerWorld> = {
  id: 'server/fan-out/heavy',
  title: 'bears much',
  clause: 'http.media-type',
  weight: 'heavy',
  run: () => {},
}

/** A server at every address of this machine; `/moved` leads to `to`. */
const serve = async (to = '/') => {
  const server = createServer((request, response) => {
    if (request.url === '/moved') response.writeHead(302, { Location: to }).end()
    else response.writeHead(200, { 'Content-Type': 'text/event-stream' }).end('data: x\n\n')
  })
  await once(server.listen(0), 'listening')
  return { port: (server.address() as AddressInfo).port, close: () => server.close() }
}

const verdictAt = async (address: ServerAddress) => {
  const { signal } = new AbortController()
  const session = await greetServer(
    { address: { watch: 100, ...address }, close: async () => {} },
    { timeout: 5000, jobs: 1, seed: '', signal },
  )
  try {
    return await judge(heavy, session, { timeout: 5000, signal, redactor: createRedactor([]) })
  } finally {
    await session.close?.()
  }
}

t.test('a heavy case is asked of this machine, and of another only when that is named', async (t) => {
  const server = await serve()
  t.teardown(server.close)
  t.match(await verdictAt({ url: `http://127.0.0.1:${server.port}/` }), { outcome: 'pass' })
  const other = `http://0.0.0.0:${server.port}/`
  t.match(await verdictAt({ url: other }), { outcome: 'skip', heldBack: true, reason: /^held back: / })
  t.match(await verdictAt({ url: other, allowHeavy: ['0.0.0.0'] }), { outcome: 'pass' })
})

t.test('what was to be observed and was held back is a violation', async (t) => {
  const server = await serve()
  t.teardown(server.close)
  const heldBack = await verdictAt({ url: `http://0.0.0.0:${server.port}/` })
  const verdict = createGate({ requireObserved: ['server'] }, '2026-01-01T00:00:00Z').ofVerdict(heldBack)
  t.match(verdict, { required: true, heldBack: true, reason: '"server" is to be observed, but held back: ' })
  t.equal(weigh(verdict), 'violation')
})

t.test('a redirect carries no heavy case to what was not named', async (t) => {
  const other = await serve()
  t.teardown(other.close)
  const first = await serve(`http://0.0.0.0:${other.port}/`)
  t.teardown(first.close)
  const url = `http://0.0.0.0:${first.port}/moved`
  const unlock = `--allow-heavy 0.0.0.0:${other.port}`
  t.match(await verdictAt({ url, allowHeavy: [`0.0.0.0:${first.port}`] }), { heldBack: true, unlock })
  t.match(await verdictAt({ url, allowHeavy: ['0.0.0.0'] }), { outcome: 'pass' })
})
