import t from 'tap'
import { exitCode } from '../spec/results.ts'
import { misfits } from '../spec/schema.ts'
import type { Verdict } from '../spec/verdict.ts'
import { run } from './run.ts'
import { suites } from './suites.ts'

const reference = { role: 'parser', kind: 'reference' } as const
const adapter = import.meta.resolve('./targets/reference-adapter.js')

t.test('the reference passes every case, as a parser and as an EventSource', async (t) => {
  for (const claim of ['parser', 'eventsource'] as const) {
    const results = await run(reference, { claim, cuts: 'telling' })
    t.same(
      results.verdicts.filter(({ outcome }) => outcome === 'fail' || outcome === 'error'),
      [],
    )
    t.same(
      results.verdicts.map((verdict) => verdict.case),
      suites.parser.map(({ id }) => id),
    )
    t.same(misfits('results', results), [])
    t.equal(exitCode([results]), 0)
  }
})

t.test('verdicts are told in the order of the suites, whatever ends first', async (t) => {
  const told: Verdict[] = []
  const results = await run(reference, { only: ['parser/bom', 'parser/stream'], jobs: 4, onVerdict: (verdict) => told.push(verdict) })
  t.same(told, results.verdicts)
})

t.test('the same seed is kept, a new one is made', async (t) => {
  const nothing = { only: ['none'] }
  t.equal((await run(reference, { ...nothing, seed: 'mine' })).seed, 'mine')
  t.match((await run(reference, nothing)).seed, /^[0-9a-f]{8}$/)
})

t.test('what nothing is asked of is nothing judged', async (t) => {
  const results = await run(reference, { only: ['none'] })
  t.same(results.verdicts, [])
  t.equal(exitCode([results]), 4)
})

t.test('the lawful dialects of a parser are notes, told once', async (t) => {
  for (const [mutant, slug] of [
    ['dialect-id-of-block', 'id'],
    ['dialect-block-without-data', 'block-without-data'],
    ['dialect-empty-data', 'empty-data'],
  ]) {
    const results = await run({ ...reference, mutant: mutant as string }, { claim: 'parser', cuts: 'telling' })
    const failures = results.verdicts.filter(({ outcome }) => outcome === 'fail').map((verdict) => [verdict.case, verdict.level])
    t.same(failures, [[`parser/dialect/${slug}`, 'may']])
    t.equal(exitCode([results]), 0)
  }
})

t.test('the same dialects are violations of what claims to be an EventSource', async (t) => {
  const results = await run({ ...reference, mutant: 'dialect-empty-data' }, { claim: 'eventsource', cuts: 'telling' })
  t.equal(exitCode([results]), 1)
})

/** A parser that takes its time for every answer. */
const slow = (t: { testdir(files: Record<string, string>): string }, milliseconds: number) => {
  const source = `import create from '${adapter}'
export default (emit) => { const parser = create(emit); return { push: (bytes) => parser.push(bytes), async end() { await new Promise((done) => setTimeout(done, ${milliseconds})); parser.end() } } }`
  return { role: 'parser', kind: 'module', module: `${t.testdir({ 'slow.mjs': source })}/slow.mjs` } as const
}

t.test('a deadline keeps what was judged and blames the set-up for the rest', async (t) => {
  const results = await run(slow(t, 200), { only: ['parser/bom'], claim: 'eventsource', jobs: 1, deadline: 2500 })
  const outcomes = results.verdicts.map(({ outcome }) => outcome)
  t.equal(outcomes[0], 'pass')
  t.match(results.verdicts.at(-1), { outcome: 'error', blame: 'setup', reason: /cut off by the deadline of 2.5 s/ })
  t.ok(results.durationMs < 10_000)
  t.equal(exitCode([results]), 3)
})

t.test('a slow parser is not red: what there was no time for is skipped', async (t) => {
  const results = await run(slow(t, 400), {
    only: ['parser/chunking/two-boms'],
    claim: 'eventsource',
    timeout: 2000,
  })
  t.match(results.verdicts[0], { outcome: 'skip', reason: /too slow to be asked with all telling cuts/, unlock: /--timeout/ })
})

t.test('an interrupt keeps what was judged', async (t) => {
  const controller = new AbortController()
  const onVerdict = () => controller.abort()
  const results = await run(slow(t, 50), { only: ['parser/bom'], claim: 'eventsource', jobs: 1, signal: controller.signal, onVerdict })
  t.equal(results.interrupted, true)
  t.equal(results.verdicts[0]?.outcome, 'pass')
  t.match(results.verdicts.at(-1), { outcome: 'error', reason: /interrupted/ })
  t.equal(exitCode([results]), 130)
})

t.test('a deadline before the greeting is answered is no verdict', async (t) => {
  const results = await run(slow(t, 5000), { deadline: 300 })
  t.match(results.setup?.reason, /deadline/)
  t.equal(exitCode([results]), 3)
})

t.test('what was learnt before the deadline is judged, also when it was asked for another reason', async (t) => {
  const results = await run(slow(t, 300), { claim: 'parser', jobs: 2, deadline: 4000 })
  const outcomes = results.verdicts.map(({ outcome }) => outcome)
  t.ok(outcomes.includes('pass'))
  t.ok(outcomes.includes('error'))
  t.notOk(outcomes.includes('fail'))
})

t.test('a secret that a target shows is nowhere in the results, and the words of the kit stay', async (t) => {
  const source = `import create from '${adapter}'
export default (emit) => { const parser = create((line) => emit({ ...line, data: 'open "sesame" ' + Buffer.from('xopen "sesame"').toString('base64') })); return parser }`
  const target = { role: 'parser', kind: 'module', module: `${t.testdir({ 'open "sesame".mjs': source })}/open "sesame".mjs` } as const
  const told: Verdict[] = []
  const secrets = ['open "sesame"', 'fail', 'setup', 'parser']
  const results = await run(target, { only: ['parser/bom'], secrets, onVerdict: (verdict) => told.push(verdict) })
  const failures = results.verdicts.filter(({ outcome }) => outcome === 'fail')
  t.ok(failures.length > 0)
  t.same(told, results.verdicts)
  t.notMatch(JSON.stringify(results), /sesame|c2VzYW1l|plc2Ft|zZXNhbW/)
  t.match(JSON.stringify(failures[0]?.actual), /\[redacted\]/)
  t.match(JSON.stringify(failures[0]?.wire), /\[redacted\]/)
  t.same(misfits('results', results), [])
})
