import t from 'tap'
import { run } from '../run.ts'

t.setTimeout(120_000)

const reference = import.meta.resolve('../../reference/index.js')

/** An EventSource that throws in a timer, where no listener is to blame, at one message of all. */
const moduleThat = (milliseconds: number) => `import { EventSource } from '${reference}'
export default class extends EventSource {
  constructor(url, init) {
    super(url, init)
    this.addEventListener('message', ({ data }) => { if (data === '[DONE]') setTimeout(() => { throw new Error('in a timer') }, ${milliseconds}) })
  }
}`

const only = ['client/data', 'client/fail']

t.test('only the case that meets it is blamed for an exception in a timer', { timeout: 100_000 }, async (t) => {
  const path = `${t.testdir({ 'client.mjs': moduleThat(0) })}/client.mjs`
  const { verdicts } = await run({ role: 'client', kind: 'module', module: path }, { only, timeout: 20_000, cuts: 'telling' })
  const red = verdicts.filter(({ outcome }) => outcome !== 'pass' && outcome !== 'skip')
  t.same(
    red.map((verdict) => verdict.case),
    ['client/data/done-marker'],
  )
  t.match(red[0]?.reason, /^the client crashes its process$/)
})

t.test('nor is one that was closed by then, and is asked for its readyState', { timeout: 100_000 }, async (t) => {
  const path = `${t.testdir({ 'client.mjs': moduleThat(1000) })}/client.mjs`
  const closed = ['client/close/aborted-final', 'client/close/state-stays']
  const { verdicts } = await run({ role: 'client', kind: 'module', module: path }, { only: ['client/data/done-marker', ...closed] })
  t.same(
    verdicts.filter((verdict) => closed.includes(verdict.case)).map(({ outcome, reason }) => [outcome, reason]),
    closed.map(() => ['pass', undefined]),
  )
})
