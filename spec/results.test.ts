import t from 'tap'
import { conclude, exitCode, type Results, summarize } from './results.ts'
import { type Verdict, weigh } from './verdict.ts'

const verdict = (change: Partial<Verdict>): Verdict => ({
  case: 'parser/id/a',
  title: 'a',
  clause: 'id.set',
  level: 'must',
  outcome: 'pass',
  ms: 0,
  ...change,
})
const results = (verdicts: readonly Verdict[], change: Partial<Results> = {}): Results => ({
  version: 1,
  kit: '0',
  started: '2026-01-01T00:00:00Z',
  durationMs: 0,
  seed: '0',
  environment: { runtime: '', platform: '' },
  profile: 'html',
  target: { name: '', role: 'parser', kind: '', address: '' },
  verdicts,
  ...change,
})
const pass = verdict({})
const fail = verdict({ outcome: 'fail' })
const skip = verdict({ outcome: 'skip' })
const setupError = verdict({ outcome: 'error', blame: 'setup' })
const kitError = verdict({ outcome: 'error', blame: 'kit' })

t.test('a failure weighs what its level says', async (t) => {
  t.equal(weigh(fail), 'violation')
  t.equal(weigh(verdict({ outcome: 'fail', level: 'should' })), 'warning')
  t.equal(weigh(verdict({ outcome: 'fail', level: 'may' })), 'note')
  t.equal(weigh(setupError), 'warning')
  t.equal(weigh(skip), 'ok')
})

t.test('MUSTs count as judged only when they passed or failed', async (t) => {
  const { mustsJudged, mustsNotObserved, violations } = summarize(results([pass, fail, skip, kitError, verdict({ level: 'may' })]))
  t.same([mustsJudged, mustsNotObserved, violations], [2, 2, 1])
})

t.test('exit codes come in their order', async (t) => {
  t.equal(exitCode([results([pass])]), 0)
  t.equal(exitCode([results([pass, fail, setupError, kitError])]), 1)
  t.equal(exitCode([results([pass, setupError, kitError])]), 3)
  t.equal(exitCode([results([pass, kitError])]), 4)
  t.equal(exitCode([results([skip])]), 4)
  t.equal(exitCode([results([])]), 4)
  t.equal(exitCode([results([], { setup: { reason: 'absent' } })]), 3)
  t.equal(exitCode([results([fail], { interrupted: true })]), 130)
  t.equal(exitCode([results([verdict({ outcome: 'fail', level: 'should' })])]), 0)
})

t.test('a conclusion never sounds better than what was judged', async (t) => {
  t.equal(conclude(results([pass])), 'conforms')
  t.equal(conclude(results([pass, fail])), 'does-not-conform')
  t.equal(conclude(results([pass, setupError])), 'unclear')
  t.equal(conclude(results([pass], { interrupted: true })), 'unclear')
  t.equal(conclude(results([skip])), 'nothing-judged')
  t.equal(conclude(results([], { setup: { reason: 'absent' } })), 'not-started')
})
