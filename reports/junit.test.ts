import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { validateXML } from 'xmllint-wasm'
import type { Results } from '../spec/results.ts'
import { type Verdict, weigh } from '../spec/verdict.ts'
import { junit } from './junit.ts'
import { hostile, sample } from './sample.ts'

const schema = readFileSync(fileURLToPath(new URL('../../reports/junit/junit.xsd', import.meta.url)), 'utf8')
/** Which of the reports, by their place, do not fit the schema; asked at once, since starting the validator takes a second. */
const misfits = async (reports: readonly string[]) => {
  const xml = reports.map((contents, place) => ({ fileName: `${place}.xml`, contents }))
  const { errors } = await validateXML({ xml, schema })
  return [...new Set(errors.flatMap(({ loc }) => (loc ? Number.parseInt(loc.fileName, 10) : [])))].toSorted()
}

const [first] = sample as readonly [Results]
const verdicts = sample.flatMap((results) => results.verdicts)
const told = junit(sample)
const runsOf = (change: Partial<Results>) => junit([{ ...first, ...change }])

/** The test cases of a report: attributes, and what stands inside. */
const testsIn = (report: string) =>
  Array.from(report.matchAll(/<testcase ([^>]*?)(?:\/>|>(.*?)<\/testcase>)/gs), ([, head, body = '']) => ({ head, body }))
const testIn = (report: string, name: string) => testsIn(report).filter(({ head }) => head?.includes(` name="${name}`))
const countOf = (report: string, pattern: RegExp) => Array.from(report.matchAll(pattern)).length
const sumOf = (report: string, attribute: string) =>
  Array.from(report.matchAll(new RegExp(` ${attribute}="(\\d+)"`, 'g'))).reduce((sum, [, count]) => sum + Number(count), 0)

const everywhere: Results = {
  ...first,
  kit: hostile,
  started: hostile,
  seed: hostile,
  environment: { runtime: hostile, platform: hostile },
  target: { name: hostile, role: 'parser', kind: hostile, address: hostile },
  setup: { reason: hostile, hint: hostile, stderr: hostile },
  verdicts: (['must', 'may'] as const).flatMap((level) =>
    (['pass', 'fail', 'skip', 'error'] as const).map((outcome) => ({
      ...{ case: hostile, title: hostile, clause: hostile, level, outcome, ms: 0.25, reason: hostile },
      ...{ expected: { [hostile]: [hostile] }, actual: hostile, hint: hostile, unlock: hostile, reproduce: hostile },
    })),
  ),
}

t.test('whatever it tells fits the schema', async (t) => {
  const bare = { name: '', role: 'parser', kind: '', address: '' } as const
  const reports = [told, junit([]), runsOf({ target: bare, seed: '', verdicts: [] }), junit([everywhere])]
  t.same(await misfits(reports), [])
  const broken = [told.replace('</testsuites>', ''), told.replaceAll(' tests=', ' test=')]
  t.same(await misfits([...broken, told]), [0, 1], 'a broken report does not')
})

t.test('nothing invisible is left, and no text is markup', async (t) => {
  for (const report of [told, junit([everywhere])]) {
    t.notMatch(report, /[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202e\ufeff\ufffe\uffff]|\p{Surrogate}/u)
    t.notMatch(report, /<script|\]\]>/)
    t.equal(Buffer.from(report).toString(), report, 'is well-formed UTF-8')
  }
  t.ok(told.includes(String.raw`\u0000 \u001b[31m`))
})

t.test('every verdict is a test case, found by its id', async (t) => {
  for (const verdict of verdicts) {
    const same = verdicts.filter((other) => other.case === verdict.case).length
    t.equal(testIn(told, `${verdict.case}: `).length, same, verdict.case)
  }
  t.match(testIn(told, 'parser/bom/two-boms')[0]?.head, /classname="parser\.bom" .*stays" time="0\.007"/)
})

t.test('violations are failures, errors are errors, skips are skipped, and nothing else is', async (t) => {
  const inside = (outcome: string) => testsIn(told).filter(({ body }) => body.includes(`<${outcome} `)).length
  const of = (holds: (verdict: Verdict) => boolean) => verdicts.filter(holds).length
  t.equal(
    inside('failure'),
    of((verdict) => weigh(verdict) === 'violation') + 3,
    'with a broken SHOULD that counts, and two entries of a baseline',
  )
  t.equal(
    inside('skipped'),
    of(({ outcome, baseline, required }) => (outcome === 'skip' && !required) || baseline !== undefined),
  )
  t.equal(
    inside('error'),
    of(({ outcome }) => outcome === 'error') + 3,
    'with those of the run cut short, the one not started and the empty one',
  )
})

t.test('what was held back is skipped, and counted in a property', async (t) => {
  t.match(testIn(told, 'server/fan-out/bears-many')[0]?.body, /<skipped message="held back: .*">to judge it: --allow-heavy sse\.example</)
  t.match(told, /<property name="judged" value="2 MUSTs judged · 4 not observed .* · 1 held back \(--allow-heavy\)"/)
})

t.test('the counts of a suite are those of its test cases', async (t) => {
  t.equal(sumOf(told, 'tests'), testsIn(told).length)
  t.equal(sumOf(told, 'failures'), countOf(told, /<failure /g))
  t.equal(sumOf(told, 'errors'), countOf(told, /<error /g))
  t.equal(sumOf(told, 'skipped'), countOf(told, /<skipped /g))
})

t.test('a failure says what was expected, what came, why, and how to see it again', async (t) => {
  const [failure] = testIn(told, 'parser/bom/two-boms')
  t.match(failure?.body, /^\n<failure type="bom\.only-first" message="/)
  for (const row of [
    'expected  event {type: "message", data: "b"',
    'actual    event {type: "message", data: "a\\nb"',
    'clause    bom.only-first · Encoding 6, 8.1.1 · https://encoding.spec.whatwg.org/#utf-8-decode',
    'hint      U+FEFF is a character like any other',
    "try       printf '\\357\\273\\277",
  ])
    t.ok(failure?.body.includes(`\n${row}`), row)
})

t.test('a broken SHOULD or MAY passes, and is told beside', async (t) => {
  for (const id of ['parser/stream/delivers-at-blank-line', 'parser/dialect/id']) t.equal(testIn(told, id)[0]?.body, '')
  const [, out = ''] = /<system-out>(.*?)<\/system-out>/s.exec(told) ?? []
  t.match(out, /^warning: parser\/stream\/delivers-at-blank-line: .*\nexpected {2}\[1, 2\]\nactual {4}\[2, 2\]$/m)
  t.match(out, /^note: parser\/dialect\/id: /m)
})

t.test('a run that could not start is an error with its reason', async (t) => {
  const report = runsOf({ verdicts: [], setup: { reason: 'no such file', hint: 'check the path', stderr: 'it says' } })
  t.match(testsIn(report), [
    { head: /classname="parser" name="setup"/, body: /<error type="setup" message="no such file">check the path<\/error>/ },
  ])
  t.match(report, /<system-err>it says<\/system-err>/)
})

t.test('a run that judged nothing or was interrupted is never green', async (t) => {
  const skips = first.verdicts.filter(({ outcome }) => outcome === 'skip')
  const passes = first.verdicts.filter(({ outcome }) => outcome === 'pass')
  t.match(junit([]), /<error type="nothing-judged"/)
  t.match(runsOf({ verdicts: [] }), /<error type="nothing-judged"/)
  t.match(runsOf({ verdicts: skips }), /<error type="nothing-judged"/)
  t.match(runsOf({ verdicts: passes, interrupted: true }), /<error type="interrupted"/)
  t.notMatch(runsOf({ verdicts: passes }), /<error/)
})

t.test('a known failure is skipped, and says why it is let pass', async (t) => {
  const [skipped] = testIn(told, 'parser/id/null-as-id')
  t.match(
    skipped?.body,
    /<skipped message="known failure: NUL is stripped .*">https:\/\/example\.com.* · parsers team · until 2027-03-31</s,
  )
  t.match(told, /^known failure: parser\/id\/null-as-id: .*\nexpected /m)
})

t.test('a stale or an expired entry is a failure of its own, and any other entry is none', async (t) => {
  const entries = testsIn(told).filter(({ head }) => head?.includes('classname="parser.baseline"'))
  t.match(entries, [
    { head: /name="stale: parser\/bom\/\*\*"/, body: /<failure type="stale" message="stale entry: .* out of baseline\.yaml">/ },
    { head: /name="expired: parser\/line"/, body: /<failure type="expired" message="expired entry: / },
  ])
})

t.test('what closes the gate is a failure: a SHOULD where it counts, and what was to be observed', async (t) => {
  const [, should] = testIn(told, 'parser/stream/delivers-at-blank-line')
  t.match(should?.body, /<failure type="stream\.prompt"/)
  t.match(testIn(told, 'parser/retry/retry-set').at(-1)?.body, /<failure .* is to be observed, but not observed: .*unlock /s)
})
