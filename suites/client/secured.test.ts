import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import t from 'tap'
import { run } from '../run.ts'

t.setTimeout(120_000)

const reference = import.meta.resolve('../../reference/index.js')

/** The reference as a module, whose requests are made by undici in this way. */
const module = (agent: string) => `import { Agent, fetch } from '${import.meta.resolve('undici')}'
import { readFileSync } from 'node:fs'
import { EventSource } from '${reference}'
const ca = process.env.SSE_CA_FILE && readFileSync(process.env.SSE_CA_FILE)
const dispatcher = new Agent(${agent})
export default class extends EventSource {
  constructor(url, init) { super(url, { ...init, reconnectionTime: 20, fetch: (input, how) => fetch(input, { ...how, dispatcher }) }) }
}`

const judge = async (path: string, only: readonly string[]) => {
  const { verdicts } = await run({ role: 'client', kind: 'module', module: path }, { only, cuts: 'telling' })
  return verdicts.map(({ case: id, outcome, reason }) => ({ id, outcome, reason }))
}

const only = ['client/tls/as-it-comes', 'client/http2/as-it-comes']
const folders = () => readdirSync(tmpdir()).filter((name) => name.startsWith('sse-conformance-'))

t.test('a client that is told of the authority is asked over TLS and HTTP/2', async (t) => {
  const path = `${t.testdir({ 'client.mjs': module('{ allowH2: true, connect: { ca } }') })}/client.mjs`
  t.match(await judge(path, only), [{ outcome: 'pass' }, { outcome: 'pass' }])
})

t.test('one that offers no h2 is not asked over HTTP/2', async (t) => {
  const path = `${t.testdir({ 'client.mjs': module('{ connect: { ca } }') })}/client.mjs`
  t.match(await judge(path, only), [{ outcome: 'pass' }, { outcome: 'skip', reason: /HTTP\/2/ }])
})

t.test('one that trusts others only is not asked, and not blamed', async (t) => {
  const path = `${t.testdir({ 'client.mjs': module('{ allowH2: true, connect: { ca: [] } }') })}/client.mjs`
  t.match(await judge(path, [...only, 'client/tls/untrusted']), [
    { outcome: 'skip', reason: /authority/ },
    { outcome: 'skip', reason: /authority/ },
    { outcome: 'skip', reason: /authority/ },
  ])
})

t.test('one that trusts anybody is blamed', async (t) => {
  const path = `${t.testdir({ 'client.mjs': module('{ connect: { rejectUnauthorized: false } }') })}/client.mjs`
  t.match(await judge(path, ['client/tls/{untrusted,expired,other-name}']), [{ outcome: 'fail' }, { outcome: 'fail' }, { outcome: 'fail' }])
})

t.test('a run leaves no folder behind, and makes none where no case asks', async (t) => {
  const before = folders()
  const seen: string[] = []
  const onVerdict = () => void seen.push(...folders().filter((name) => !before.includes(name)))
  await run({ role: 'client', kind: 'reference' }, { only: ['client/redirect/301'], onVerdict })
  t.same(seen, [])
  await run({ role: 'client', kind: 'reference' }, { only, onVerdict })
  t.ok(seen.length > 0)
  t.same(
    seen.filter((name) => folders().includes(name)),
    [],
  )
})
