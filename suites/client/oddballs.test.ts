import t from 'tap'
import { run } from '../run.ts'

t.setTimeout(120_000)

const reference = import.meta.resolve('../../reference/index.js')

/** A client module with connect() around the reference; the body says what it tells. */
const moduleOf = (body: string) => `import { EventSource } from '${reference}'
export default {
  connect(url, { types = [], initialDelayMs, ...options }, emit) {
    const source = new EventSource(url, { ...options, reconnectionTime: initialDelayMs ?? 100 })
    ${body}
    return () => source.close()
  },
}`

const telling = (act: string) =>
  `for (const type of ['message', ...types]) source.addEventListener(type, ({ data, lastEventId }) => ${act})`
const ending = `source.addEventListener('error', (event) => { if (!('data' in event)) emit({ error: 'ended', readyState: source.readyState }) })`

const only = ['client/data', 'client/resume', 'client/network', 'client/redirect', 'client/fail']

const judge = (t: { testdir(files: Record<string, string>): string }, body: string) =>
  run({ role: 'client', kind: 'module', module: `${t.testdir({ 'client.mjs': moduleOf(body) })}/client.mjs` }, { only, cuts: 'telling' })

/** Unusual, and lawful. */
const oddballs: Readonly<Record<string, string>> = {
  'a client that tells neither IDs nor types': `${telling('emit({ data })')}; ${ending}`,
  'a client that tells nothing but events': telling('emit({ type, data, lastEventId })'),
  'a client that tells late': `${telling('setTimeout(emit, 200, { type, data, lastEventId })')}; ${ending}`,
}

for (const [what, body] of Object.entries(oddballs)) {
  t.test(`${what} breaks nothing`, { timeout: 100_000 }, async (t) => {
    const { verdicts, claim, setup } = await judge(t, body)
    const red = verdicts.filter(({ outcome, level }) => outcome === 'error' || (outcome === 'fail' && level !== 'may'))
    t.same([red.map((verdict) => [verdict.case, verdict.reason]), setup, claim], [[], undefined, 'client'])
    t.ok(verdicts.filter(({ outcome }) => outcome === 'pass').length >= 50)
  })
}

/** Heeds no retry field; how long it waits by default, it can be told. */
const deaf = `import { EventSource } from '${reference}'
const mute = () => new TransformStream({
  transform: (bytes, controller) => controller.enqueue(Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll('retry', 'later'), 'latin1')),
})
const fetching = async (...asked) => {
  const response = await fetch(...asked)
  return new Response(response.body.pipeThrough(mute()), response)
}
export default {
  connect(url, { initialDelayMs: reconnectionTime = 3000 }, emit) {
    const source = new EventSource(url, { reconnectionTime, fetch: fetching })
    source.addEventListener('message', ({ data }) => emit({ data }))
    return () => source.close()
  },
}`

t.test('a client that heeds no retry field is red, however long it waits unless it is asked to wait less', async (t) => {
  const module = `${t.testdir({ 'client.mjs': deaf })}/client.mjs`
  const { verdicts } = await run({ role: 'client', kind: 'module', module }, { only: ['client/retry/milliseconds'] })
  t.match(verdicts, [{ outcome: 'fail', reason: 'the return comes too early' }])
})

t.test('what an EventSource must not do, and a client may, is no violation of a module with connect()', async (t) => {
  const module = t.testdir({ 'client.mjs': moduleOf(telling('data && emit({ type, data, lastEventId })')) })
  const results = await run(
    { role: 'client', kind: 'module', module: `${module}/client.mjs` },
    { only: ['client/data', 'client/dispatch'] },
  )
  t.equal(results.dialect?.emptyData, 'dropped')
  t.same(
    results.verdicts.filter(({ outcome, level }) => outcome === 'fail' && level !== 'may').map((verdict) => verdict.case),
    [],
  )
})
