import t from 'tap'
import { type Results, summarize } from '../spec/results.ts'
import { sample } from './sample.ts'
import { text, textWith } from './text.ts'

const told = text(sample)

t.test('every document has its conclusion and its counts', async (t) => {
  for (const results of sample) {
    const { mustsJudged, mustsNotObserved } = summarize(results)
    t.ok(told.includes(`${mustsJudged} MUSTs judged · ${mustsNotObserved} not observed`))
  }
  t.match(told, /DOES NOT CONFORM/)
  t.match(told, /NOT STARTED/)
})

t.test('what was held back is counted apart from what was not observed', async (t) => {
  const far = text(sample.slice(-1))
  t.match(far, /^CONFORMS {3}2 MUSTs judged · 4 not observed \(--publish would show 2 of them\) · 1 held back \(--allow-heavy\)$/m)
  t.match(far, /^ {2}fan-out +◇ 1$/m)
})

t.test('one option that would show everything says so', async (t) => {
  const only = {
    case: 'server/http/a',
    title: '',
    clause: '',
    level: 'must',
    outcome: 'skip',
    ms: 0,
    unlock: '--publish with a URL',
  } as const
  const first = sample[0] as Results
  t.match(text([{ ...first, verdicts: [only] }]), /1 not observed \(--publish would show it\)/)
  t.match(text([{ ...first, verdicts: [only, only] }]), /2 not observed \(--publish would show all of them\)/)
})

t.test('a failure is told with both sides, its clause and where it stands', async (t) => {
  t.match(told, /✗ MUST {2}parser\//)
  for (const row of ['expected', 'actual', 'clause', 'hint', 'try']) t.match(told, new RegExp(`^ {8}${row} `, 'm'), row)
  t.match(told, /https:\/\/html\.spec\.whatwg\.org\//)
})

t.test('nothing invisible reaches the terminal', async (t) => {
  t.notMatch(told, /[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202e\ufeff]/)
  t.notMatch(told, /\p{Surrogate}/u)
})

t.test('--quiet is the conclusion, --verbose is every verdict', async (t) => {
  t.equal(textWith({ show: 'conclusion' })(sample.slice(0, 1)).trim().split('\n').length, 2)
  const all = textWith({ show: 'all' })(sample)
  for (const { verdicts } of sample) for (const verdict of verdicts) t.ok(all.includes(verdict.case))
})

t.test('nothing to tell is an empty text', async (t) => {
  t.equal(text([]), '')
})

t.test('known failures are told apart from the others, each reason once', async (t) => {
  const known = text(sample.slice(5, 6))
  t.match(known, /^≈ MUST {2}parser\/id\/null-as-id .*\n≈ MUST {2}parser\/id\/null-inside-id .*\n {8}known {5}NUL is stripped/m)
  t.match(known, /^ +https:\/\/example\.com.* · parsers team · until 2027-03-31$/m)
  t.match(known, /^KNOWN FAILURES ONLY {3}4 MUSTs judged · 0 not observed · 2 known failures\n0 violations, /m)
  t.notMatch(known, /expected/)
})

t.test('what closes the gate is told, also in the conclusion', async (t) => {
  const closed = text(sample.slice(6, 7))
  t.match(closed, /^✗ STALE {2}parser\/bom\/\*\*\n {8}to do {5}was judged, and nothing of it fails any more/m)
  t.match(closed, /^✗ EXPIRED {2}parser\/line\n {8}to do {5}excuses nothing since its last day, 2026-10-31/m)
  t.notMatch(closed, /parser\/data/)
  t.match(textWith({ show: 'conclusion' })(sample.slice(6, 7)), /^GATE CLOSED[\s\S]*closed by 1 broken SHOULD/)
})

t.test('what was to be observed is told like a violation', async (t) => {
  t.match(text(sample.slice(7, 8)), /✗ MUST {2}parser\/retry\/retry-set[\s\S]* is to be observed, but [\s\S]*unlock +have the adapter/)
})
