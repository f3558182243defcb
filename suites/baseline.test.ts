import t from 'tap'
import type { BaselineEntry, EntryState } from '../spec/baseline.ts'
import { conclude, exitCode } from '../spec/results.ts'
import { misfits } from '../spec/schema.ts'
import { applyBaseline, isExpired } from './baseline.ts'
import { renames } from './renames.ts'
import { run } from './run.ts'
import type { RunOptions } from './run-options.ts'
import { cases } from './suites.ts'

/** Breaks seven cases or more of parser/id, and no other. */
const broken = { role: 'parser', kind: 'reference', mutant: 'id-null-accepted' } as const
const failing = 'parser/id/null-as-id'
const passing = 'parser/bom/bom-before-data'
const unseen = 'parser/dialect/id'

const judged = async (entries: readonly BaselineEntry[], options: RunOptions = {}) =>
  run(broken, { only: ['parser/id', 'parser/bom'], claim: 'eventsource', cuts: 'telling', baseline: { entries }, ...options })
const stateOf = async (entry: Partial<BaselineEntry>, options?: RunOptions): Promise<EntryState | undefined> =>
  (await judged([{ case: failing, reason: 'why', ...entry }], options)).baseline?.entries[0]?.state

t.test('a failure that an entry matches carries its excuse and is no violation', async (t) => {
  const excuse = { reason: 'why', issue: '#7', owner: 'us', expires: '2999-12-31' }
  const results = await judged([{ case: 'parser/id/null*', ...excuse }])
  const failures = results.verdicts.filter(({ outcome }) => outcome === 'fail')
  t.ok(failures.length > 0)
  for (const verdict of failures) t.same(verdict.baseline, excuse)
  t.same(
    results.baseline?.entries[0]?.cases,
    failures.map((verdict) => verdict.case),
  )
  t.same([conclude(results), exitCode([results])], ['known-failures', 0])
  t.same(misfits('results', results), [])
})

t.test('what no entry matches is still a violation', async (t) => {
  t.equal(exitCode([await judged([{ case: failing, reason: 'why' }])]), 1)
})

t.test('an entry whose cases were judged and pass is stale, and closes the gate', async (t) => {
  t.equal(await stateOf({ case: passing }), 'stale')
  const results = await judged([{ case: passing, reason: 'why' }], { only: ['parser/bom'] })
  t.same([conclude(results), exitCode([results])], ['gate-closed', 1])
})

t.test('an entry is not stale while a case of it was left out, skipped or is in error', async (t) => {
  t.equal(await stateOf({ case: passing }, { only: ['parser/id'] }), 'unknown')
  t.equal(await stateOf({ case: 'parser/id' }, { only: ['parser/id/id-empty*', 'parser/bom'] }), 'unknown')
  t.equal(await stateOf({ case: unseen }, { only: [unseen] }), 'unknown', 'its case is skipped')
  const results = await judged([])
  const inError = { ...results, verdicts: results.verdicts.map((one) => ({ ...one, outcome: 'error' as const, blame: 'kit' as const })) }
  const [told] = applyBaseline([inError], { entries: [{ case: passing, reason: 'why' }] })
  t.equal(told?.baseline?.entries[0]?.state, 'unknown')
})

t.test('no shard calls an entry stale that another one needs', async (t) => {
  const states = await Promise.all([1, 2, 3].map((index) => stateOf({ case: 'parser/id' }, { shard: { index, count: 3 } })))
  t.notOk(states.includes('stale'))
  t.ok(states.includes('used'))
})

t.test('a flaky entry is never stale', async (t) => {
  t.equal(await stateOf({ case: passing, flaky: true }), 'unknown')
  t.equal(await stateOf({ flaky: true }), 'used')
})

t.test('an entry past its day excuses nothing, and closes the gate', async (t) => {
  t.equal(await stateOf({ expires: '2020-01-01' }), 'expired')
  const results = await judged([{ case: 'parser/id', reason: 'why', expires: '2020-01-01' }])
  t.notOk(results.verdicts.some(({ baseline }) => baseline))
  t.equal(exitCode([results]), 1)
})

t.test('an entry counts through its last day, in UTC', async (t) => {
  const entry = { case: failing, reason: 'why', expires: '2026-11-23' }
  t.notOk(isExpired(entry, '2026-11-23T23:59:59.999Z'))
  t.ok(isExpired(entry, '2026-11-24T00:00:00.000Z'))
})

t.test('a document lists the entries of its role, judged over all runs of the command', async (t) => {
  const options: RunOptions = { only: ['parser/bom', 'encoder/retry'], cuts: 'telling' }
  const runs = [await run({ role: 'parser', kind: 'reference' }, options), await run({ role: 'encoder', kind: 'reference' }, options)]
  const entries = [
    { case: 'parser/bom', reason: 'why' },
    { case: '{parser/bom,encoder/retry}/*', reason: 'why' },
  ]
  const states = (told: ReturnType<typeof applyBaseline>) => told.map(({ baseline }) => baseline?.entries.map(({ state }) => state))
  t.same(states(applyBaseline(runs, { entries })), [['stale', 'stale'], ['stale']])
  t.same(states(applyBaseline(runs.slice(1), { entries })), [['unknown']], 'the parser was not asked')
  const [first, ...rest] = runs.map((results) => ({
    ...results,
    verdicts: results.verdicts.map((one) => ({ ...one, outcome: 'fail' as const })),
  }))
  t.same(states(applyBaseline([...(first ? [first] : []), ...runs.slice(1)], { entries })), [['used', 'used'], ['used']])
  t.equal(rest.length, 1)
})

t.test('an old id goes on working, in baselines, patterns and what is to be observed', async (t) => {
  const map = { 'parser/id/once': failing }
  t.equal(await stateOf({ case: 'parser/id/once' }, { renames: map }), 'used')
  const only = await judged([], { only: ['parser/id/once'], requireObserved: ['parser/id/once'], renames: map })
  t.same(
    only.verdicts.map((verdict) => verdict.case),
    [failing],
  )
  t.same((await judged([], { skip: ['parser/id/once'], only: [failing], renames: map })).verdicts, [])
})

t.test('renames lead from ids that are gone to ids that are there', async (t) => {
  const ids = new Set(cases.map(({ id }) => id))
  t.same(
    Object.entries(renames).filter(([old, now]) => ids.has(old) || !ids.has(now)),
    [],
  )
})

t.test('a pattern that no case has ends the run before it begins', async (t) => {
  await t.rejects(judged([{ case: 'parser/nothing', reason: 'why' }]), { name: 'RangeError', message: /parser\/nothing/ })
  await t.rejects(judged([], { requireObserved: ['parser/nothing'] }), { name: 'RangeError' })
})

t.test('what is to be observed and is not is a violation that says so', async (t) => {
  const results = await judged([], { only: [unseen, 'parser/bom'], requireObserved: ['parser/dialect'] })
  const [verdict] = results.verdicts.filter(({ required }) => required)
  t.match(verdict, { case: unseen, outcome: 'skip', reason: /^"parser\/dialect" is to be observed, but /, unlock: /\S/ })
  t.same([conclude(results), exitCode([results])], ['does-not-conform', 1])
  t.same(misfits('results', results), [])
})
