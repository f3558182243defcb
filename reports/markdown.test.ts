import t from 'tap'
import type { Results } from '../spec/results.ts'
import type { Verdict } from '../spec/verdict.ts'
import { kindOf } from './kinds.ts'
import { markdown, markdownWith } from './markdown.ts'
import { hostile, sample } from './sample.ts'

const [first] = sample as readonly [Results]
const told = markdown(sample)
const violation = first.verdicts.find((verdict) => kindOf(verdict) === 'violation') as Verdict
const runOf = (change: Partial<Results>) => markdown([{ ...first, ...change }])
const nasty = `${hostile} | @all #1 !2 **bold** [link](http://evil.example) <img src=x> \`\`\`\n\`\`\`\`\n\n# heading\n<!-- -->`
const everywhere = runOf({
  kit: nasty,
  seed: nasty,
  target: { name: nasty, role: 'parser', kind: nasty, address: nasty },
  setup: { reason: nasty, hint: nasty, stderr: nasty },
  verdicts: (['pass', 'fail', 'skip', 'error'] as const).flatMap((outcome) =>
    (['must', 'should'] as const).map((level) => ({
      ...{ case: nasty, title: nasty, clause: nasty, level, outcome, ms: 0, reason: nasty, expected: nasty, actual: { [nasty]: nasty } },
      ...{ hint: nasty, unlock: nasty, reproduce: nasty },
    })),
  ),
})

/** Without what stands in fences: all that a reader takes for markup. */
const outsideFences = (text: string) => text.replace(/^(`{3,})[a-z]*\n[\s\S]*?\n\1$/gm, '')

t.test('the conclusion of each run comes first, with its counts', async (t) => {
  const heads = Array.from(told.matchAll(/^## (.+)\n\n(.+)$/gm), ([, title = '', counts]) => [title.split(':')[0], counts])
  t.match(heads, [
    ['✗ Does not conform', '**12 MUSTs judged · 6 not observed (--module would show 1 of them)**<br>'],
    ['✓ Conforms', /3 MUSTs judged/],
    ['? Unclear', /interrupted before all was judged/],
    ['? Not started', /0 MUSTs/],
    ['? Nothing judged', /0 MUSTs/],
  ])
  t.ok(told.startsWith('## '))
})

t.test('each topic is a row, each kind of verdict that is there a column', async (t) => {
  t.ok(told.includes('| topic | ✗ violations | ! warnings | – notes | ? errors | ○ not observed | ✓ passed |\n'))
  t.ok(told.includes('| <code>bom</code> | 1 |  |  |  |  | 2 |\n'))
})

t.test('a violation is told in full, folded but for the first', async (t) => {
  const folds = markdown([first])
    .split('<details')
    .filter((fold) => fold.includes('✗ MUST'))
  t.equal(folds.length, first.verdicts.filter((verdict) => kindOf(verdict) === 'violation').length)
  t.match(
    folds.map((fold) => fold.startsWith(' open')),
    [true, false, false, false],
  )
  for (const part of [
    '**Expected**\n\n```text\nevent {type: "message", data: "b"',
    '**Actual**\n\n```text\nevent {type: "message", data: "a\\nb"',
    '**Clause** [bom.only-first · Encoding 6, 8.1.1](https://encoding.spec.whatwg.org/#utf-8-decode)',
    '**Hint** U+FEFF is a character like any other',
    "**Try**\n\n```sh\nprintf '\\357\\273\\277",
  ])
    t.ok(folds[0]?.includes(part), part)
  t.match(folds[2], /\*\*Reason\*\* the command ends with exit code 1/)
})

t.test('warnings, notes and errors are a line each; with --fail-on should a warning is told in full', async (t) => {
  t.match(told, /^- ! SHOULD <code>parser\/stream\/delivers-at-blank-line<\/code> .* expected <code>.*1.*2.*<\/code> · actual/m)
  t.match(told, /^- – MAY <code>parser\/dialect\/id<\/code>/m)
  t.match(told, /^- \? ERROR \(of the kit\) <code>parser\/comment/m)
  t.match(runOf({ failOn: 'should' }), /<summary>! SHOULD <code>parser\/stream\/delivers-at-blank-line/)
})

t.test('what was not observed is told by its reason, with what would show it', async (t) => {
  t.match(told, /<summary>5 not observed<\/summary>\n\n- 3 × .*the reconnection time · \*\*to observe it:\*\* have the adapter emit/)
})

t.test('what was held back is told apart from what was not observed', async (t) => {
  t.match(told, /<summary>1 held back<\/summary>\n\n- 1 × held back: .* · \*\*to observe it:\*\* --allow-heavy sse\.example<br>/)
  t.match(told, /\*\*2 MUSTs judged · 4 not observed \(--publish would show 2 of them\) · 1 held back \(--allow-heavy\)\*\*/)
})

t.test('a run that did not start says why, what to do and what was on stderr', async (t) => {
  const setup = { reason: 'no answer', hint: 'start it', stderr: 'it says' }
  t.match(
    runOf({ verdicts: [], setup }),
    /\*\*Nothing could be judged:\*\* no answer\n\n\*\*Hint\*\* start it\n[\s\S]*```text\nit says\n```/,
  )
})

t.test('the baseline is told: what is known, and which entries have to go', async (t) => {
  const excuse = { reason: 'a library', issue: 'X-12', owner: 'ann' }
  const known = { ...violation, baseline: excuse }
  const entries = [{ ...excuse, case: 'parser/gone', state: 'stale' as const, cases: [] }]
  const report = runOf({ verdicts: [known], baseline: { file: 'known.yaml', entries } })
  t.match(report, /^## ✗ Gate closed: [\s\S]*\*\*the gate is closed by 1 stale entry of known.yaml\*\*/)
  t.match(report, /^- ✗ STALE <code>parser\/gone<\/code> · .*take the entry out of known.yaml · known: a library · X-12 · ann$/m)
  t.match(report, /^\*\*1 known failure\*\*\n\n- ≈ <code>parser\/bom\/two-boms<\/code> .* a library · X-12 · ann$/m)
})

t.test('no value is markup, a mention, a reference or a line of its own', async (t) => {
  for (const report of [told, everywhere]) {
    t.notMatch(report, /[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202e\ufeff]|\p{Surrogate}/u)
    const seen = outsideFences(report)
    t.match(
      Array.from(seen.matchAll(/<\/?([^>]*)>/g), ([, tag]) => tag).filter((tag) => !/^(details( open)?|summary|code|br)$/.test(tag ?? '')),
      [],
    )
    t.notMatch(seen, /\*\*bold|\[link|@all|#1\b|!2|^# /m)
    t.notMatch(seen.replace(/<code>[^<]*<\/code>/g, ''), /(&#64;|&#35;|&#33;)\w/, 'nor once it is rendered, but for code')
  }
})

t.test('a fence is longer than what stands in it, and a row has as many cells as its table', async (t) => {
  t.match(everywhere, /^`{5}text\n/m)
  const rows = outsideFences(everywhere)
    .split('\n')
    .filter((line) => line.startsWith('|'))
  t.equal(new Set(rows.map((row) => row.split('|').length)).size, 1)
})

t.test('a long value is cut', async (t) => {
  const long = 'y'.repeat(100_000)
  const report = runOf({ verdicts: [{ ...violation, reason: long, expected: long, hint: long, reproduce: long, title: long }] })
  t.ok(report.length < 10_000)
  t.match(report, /99400 more characters/)
})

t.test('what is too much is left out from the least important on, and that is said', async (t) => {
  const verdicts = Array.from({ length: 2000 }, (_, place) => ({ ...violation, case: `parser/bom/v${place}`, reason: 'z'.repeat(600) }))
  const warnings = verdicts.map((verdict) => ({ ...verdict, case: `${verdict.case}-w`, level: 'should' as const }))
  const report = runOf({ verdicts: [...warnings, ...verdicts] })
  const size = Buffer.byteLength(report)
  t.ok(size < 900_000 && size > 800_000, String(size))
  t.match(report, /^## ✗ Does not conform/)
  t.match(report, /\*\*Left out, since this text may have 900,000 bytes:\*\* \d+ × violation, 2\d\d\d × warning|\d+ × warning/)
  t.match(markdownWith({ limit: 3000 })(sample), /Left out, .* 3,000 bytes/)
  t.ok(Buffer.byteLength(markdownWith({ limit: 3000 })(sample)) <= 3000)
})

t.test('no run at all is nothing judged', async (t) => {
  t.match(markdown([]), /^## ○ Nothing judged\n/)
})
