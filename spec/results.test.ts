import t from 'tap'
import type { BaselineEntry, EntryState, SettledEntry } from './baseline.ts'
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

t.test('what was held back is counted apart from what was not observed', async (t) => {
  const held = verdict({ outcome: 'skip', heldBack: true, unlock: '--allow-heavy x' })
  const { mustsJudged, mustsNotObserved, mustsHeldBack, unlock } = summarize(
    results([pass, held, held, skip, { ...held, level: 'should' }]),
  )
  t.same([mustsJudged, mustsNotObserved, mustsHeldBack, unlock], [1, 1, 2, undefined])
})

t.test('the option is named that would show the most MUSTs, the first of equals', async (t) => {
  const unlocked = (...unlocks: readonly string[]) =>
    summarize(results(unlocks.map((unlock) => verdict({ outcome: 'skip', unlock })))).unlock
  t.same(unlocked('--for with a longer time', '--publish with a URL', '--publish'), { option: '--publish', musts: 2 })
  t.same(unlocked('--for with a longer time', '--publish with a URL'), { option: '--for', musts: 1 })
  t.same(unlocked('a server that knows --for', 'a server', 'a server', '--http 2, if it speaks that'), { option: '--http 2', musts: 1 })
  t.same(unlocked('--status 401 without credentials', '--status 204', '--status 204 with a URL'), { option: '--status 204', musts: 2 })
  t.equal(unlocked('a server', ''), undefined)
  t.equal(summarize(results([verdict({ outcome: 'skip', level: 'may', unlock: '--for' })])).unlock, undefined)
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

const entry = (state: EntryState, change: Partial<BaselineEntry> = {}): SettledEntry => ({
  case: 'parser/id/a',
  reason: 'why',
  state,
  cases: [],
  ...change,
})
const under = (state: EntryState, verdicts = [pass]) => results(verdicts, { baseline: { entries: [entry(state)] } })
const known = verdict({ outcome: 'fail', baseline: { reason: 'why' } })

t.test('a known failure is a note, and what had to be observed a violation', async (t) => {
  t.equal(weigh(known), 'note')
  t.equal(weigh(verdict({ outcome: 'skip', required: true })), 'violation')
  t.match(summarize(results([known, verdict({ outcome: 'fail', level: 'may' })])), { known: 1, notes: 1, violations: 0, mustsJudged: 1 })
})

t.test('stale and expired entries are exit 1, used and unknown ones are not', async (t) => {
  t.same(
    (['used', 'unknown', 'stale', 'expired'] as const).map((state) => exitCode([under(state)])),
    [0, 0, 1, 1],
  )
  t.equal(exitCode([under('stale', [setupError])]), 1)
  t.equal(exitCode([results([], { interrupted: true, baseline: { entries: [entry('stale')] } })]), 130)
})

t.test('a broken SHOULD is exit 1 where it is to fail, but neither a MAY nor an error is', async (t) => {
  const failOn = (verdicts: readonly Verdict[]) => exitCode([results(verdicts, { failOn: 'should' })])
  t.equal(failOn([verdict({ outcome: 'fail', level: 'should' })]), 1)
  t.equal(failOn([verdict({ outcome: 'fail', level: 'should', baseline: { reason: 'why' } })]), 0)
  t.equal(failOn([pass, verdict({ outcome: 'fail', level: 'may' })]), 0)
  t.equal(failOn([pass, setupError]), 3)
})

t.test('nothing is said to conform whose exit code is not 0, or whose failures are only known', async (t) => {
  t.equal(conclude(results([pass, known])), 'known-failures')
  t.equal(conclude(results([pass, known, fail])), 'does-not-conform')
  t.equal(conclude(results([pass, known, setupError])), 'unclear')
  t.equal(conclude(under('stale')), 'gate-closed')
  t.equal(conclude(under('expired', [pass, setupError])), 'gate-closed')
  t.equal(conclude(under('expired', [skip])), 'nothing-judged')
  t.equal(conclude(results([pass, verdict({ outcome: 'fail', level: 'should' })], { failOn: 'should' })), 'gate-closed')
  t.equal(conclude(results([pass, verdict({ outcome: 'fail', level: 'may', baseline: { reason: 'why' } })])), 'conforms')
})
