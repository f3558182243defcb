import t from 'tap'
import type { Verdict } from '../spec/verdict.ts'
import { conformance, type RegisterTest } from './conformance.ts'
import type { RunOptions } from './run-options.ts'
import type { ParserTarget } from './targets/target.ts'

type Registered = { readonly title: string; readonly timeout: number; readonly body: (given?: unknown) => Promise<void> }
const reference = { role: 'parser', kind: 'reference' } as const
const broken = { ...reference, mutant: 'keeps-bom' } as const

/** The tests that a framework like node:test is given. */
const registered = (target: ParserTarget, options: RunOptions): readonly Registered[] => {
  const tests: Registered[] = []
  const test: RegisterTest = (title: string, { timeout }: { timeout: number }, body: Registered['body']) =>
    void tests.push({ title, timeout, body })
  conformance(target, test, { cuts: 'telling', ...options })
  return tests
}

t.test('each case is a test of its own, and one run judges them all', async (t) => {
  let runs = 0
  const tests = registered(reference, { only: ['parser/bom'], onPlan: () => (runs += 1), deadline: 5000 })
  t.match(tests[0], { title: 'parser/bom/bom-before-data: a byte order mark at the start is taken off', timeout: 15_000 })
  t.equal(runs, 0, 'registering starts nothing')
  for (const { body } of tests) {
    t.equal(body.length, 0, 'no framework takes it for one with a callback')
    await body()
  }
  t.equal(runs, 1)
})

t.test('a violation is an error with both sides, the clause and a hint, and without frames', async (t) => {
  const [first] = registered(broken, { only: ['parser/bom/bom-before-data'] })
  const error = await first?.body().catch((error: unknown) => error)
  t.match(error, { name: 'AssertionError', expected: { events: [{ data: 'a' }] }, actual: { events: [] } })
  t.match(error, {
    message:
      /^what the stream means[^\n]*\n {2}expected .*\n {2}actual .*\n {2}clause +MUST bom\.leading · .*https:.*\n {2}hint .*\n {2}try /,
  })
  t.notMatch((error as Error).stack, /\n {4}at /)
})

t.test('a framework with words of its own for a failure is told in them', async (t) => {
  const [first] = registered(broken, { only: ['parser/bom/bom-before-data'] })
  const told: unknown[] = []
  await first?.body({ fail: (...words: unknown[]) => told.push(...words) })
  t.match(told, [/what the stream means/, { expected: {}, actual: {}, clause: /bom\.leading/, hint: /EF BB BF/ }])
})

t.test('what is not observed is skipped where the framework can say so, and passes elsewhere', async (t) => {
  const [first, second] = registered(reference, { only: ['parser/dialect'], claim: 'eventsource' })
  const reasons: string[] = []
  await first?.body({ skip: (reason: string) => reasons.push(reason) })
  t.match(reasons[0], /claims to be an EventSource.*\(--as parser\)/)
  await second?.body()
})

t.test('a note passes with a remark', async (t) => {
  const remarks: string[] = []
  const [first] = registered({ ...reference, mutant: 'dialect-empty-data' }, { only: ['parser/dialect/empty-data'] })
  await first?.body({ diagnostic: (text: string) => remarks.push(text) })
  t.match(remarks, [/^MAY /])
})

t.test('a target that is not there fails every test with the reason', async (t) => {
  const tests = registered({ role: 'parser', kind: 'module', module: '/nowhere/parser.mjs' }, { only: ['parser/bom'] })
  for (const { body } of tests) await t.rejects(body(), { message: /^the target cannot be judged: .*\n {2}hint / })
})

t.test('a selection of nothing is an error', async (t) => {
  t.throws(() => registered(reference, { only: ['parser/none'] }), { message: /no case of a parser matches/ })
})

t.test('frameworks with a third argument get the time there', async (t) => {
  const calls: unknown[][] = []
  const test = Object.assign((...words: unknown[]) => void calls.push(words), { each: () => {} }) as unknown as RegisterTest
  conformance(reference, test, { only: ['parser/bom/bom-before-data'], deadline: 1000 })
  t.match(calls, [[/bom-before-data/, Function, 11_000]])
})

t.test('a framework that ends early ends the run', async (t) => {
  let stop: () => Promise<void> = async () => {}
  const tests: Registered['body'][] = []
  const test = Object.assign((_: string, __: object, body: Registered['body']) => void tests.push(body), {
    after: (hook: typeof stop) => {
      stop = hook
    },
  })
  const verdicts: Verdict[] = []
  conformance(reference, test as RegisterTest, { jobs: 1, onVerdict: (verdict) => verdicts.push(verdict) })
  await tests[0]?.()
  await stop()
  t.ok(verdicts.some(({ outcome, reason }) => outcome === 'error' && reason?.includes('interrupted')))
})
