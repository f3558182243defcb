import { createHash } from 'node:crypto'
import t from 'tap'
import { clauses } from '../spec/clauses.ts'
import type { Results } from '../spec/results.ts'
import type { Verdict } from '../spec/verdict.ts'
import { anchorOf } from './html/markup.ts'
import { script, scriptHash } from './html/script.ts'
import { html } from './html.ts'
import { hostile, sample } from './sample.ts'

const one = (verdict: Partial<Verdict>, results: Partial<Results> = {}): Results => ({
  version: 1,
  kit: '0.1.0',
  started: '2026-11-22T09:14:03Z',
  durationMs: 1,
  seed: '1',
  environment: { runtime: 'node', platform: 'linux' },
  profile: 'html',
  target: { name: 'x', role: 'parser', kind: 'module', address: 'x.js' },
  verdicts: [{ case: 'parser/bom/x', title: 'x', clause: 'bom.leading', level: 'must', outcome: 'fail', ms: 1, ...verdict }],
  ...results,
})

const page = html(sample)
const code = page.replace(/<(style|script)>[\s\S]*?<\/\1>/g, '')
const found = (pattern: RegExp, text = code) => Array.from(text.matchAll(pattern), (match) => match[1] ?? match[0])
const unescaped = (text: string) =>
  text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&#39;', "'").replaceAll('&amp;', '&')
/** What a reader sees, without the markup. */
const seen = (text: string) => unescaped(text.replace(/<(style|script|title)>[\s\S]*?<\/\1>/g, '').replace(/<[^>]*>/g, ''))

t.test('every verdict has one place on the page', async (t) => {
  const anchors = sample.flatMap(({ verdicts }, run) => verdicts.map((verdict) => anchorOf(verdict.case, run)))
  const ids = found(/ id="([^"]*)"/g)
  for (const anchor of anchors) t.equal(ids.filter((id) => id === anchor).length, 1, anchor)
  t.equal(new Set(ids).size, ids.length)
})

t.test('links within the page lead somewhere', async (t) => {
  const ids = new Set(found(/ id="([^"]*)"/g))
  for (const href of new Set(found(/ href="#([^"]*)"/g))) t.ok(ids.has(decodeURIComponent(href)), href)
})

t.test('a hostile value is text, whatever field it stands in', async (t) => {
  const json = [hostile, { [hostile]: hostile }]
  const everywhere = one(
    {
      case: `parser/${hostile}/x`,
      title: hostile,
      clause: hostile,
      reason: hostile,
      expected: { events: json, [hostile]: json },
      actual: hostile,
      hint: hostile,
      unlock: hostile,
      reproduce: hostile,
      wire: { lines: [{ at: 0, direction: 'received', bytes: hostile, reading: hostile }], omitted: { sent: 1, received: 0 } },
    },
    {
      kit: hostile,
      started: hostile,
      seed: hostile,
      environment: { runtime: hostile, platform: hostile },
      target: { name: hostile, role: 'parser', kind: hostile, address: hostile },
      setup: { reason: hostile, hint: hostile, stderr: hostile },
    },
  )
  for (const text of [html([everywhere]), html([everywhere, everywhere]), page]) {
    t.notMatch(text, /<script>alert/)
    t.equal(found(/<script>/g, text).length, 1)
    t.notMatch(text, /[\0-\x08\x0b-\x1f\x7f-\x9f\ufeff\u200b\u2028-\u202e\uffff]/u)
    t.equal(Buffer.from(text).toString(), text, 'is well-formed UTF-8')
    t.same(misnested(text), [])
  }
})

/** Tags that do not close in the order in which they open; a tag holds nothing but quoted attributes. */
const misnested = (text: string) => {
  const open: string[] = []
  const wrong: string[] = []
  for (const [tag, close, name = ''] of text
    .replace(/<(style|script)>[\s\S]*?<\/\1>/g, '')
    .matchAll(/<(\/?)([a-z]+\d?)(?: [a-z-]+(?:="[^"<>]*")?)*>|<(?!!doctype)/g)) {
    if (name === '' || (close && open.pop() !== name)) wrong.push(tag)
    if (!close && !['meta', 'input'].includes(name)) open.push(name)
  }
  return [...wrong, ...open]
}

t.test('loads nothing and runs nothing but its own script', async (t) => {
  t.same(found(/<(?:link|img|iframe|object|embed|base|source|video|audio)\b/g), [])
  t.same(found(/<[^>]* (?:src|srcset|action|on[a-z]+)=/g), [])
  t.notMatch(page, /@import|url\(/)
  const known = new Set<string>(Object.values(clauses).map(({ url }) => url))
  const issues = sample.flatMap(({ verdicts }) => verdicts.flatMap(({ baseline }) => baseline?.issue ?? []))
  for (const href of found(/ href="([^#"][^"]*)"/g)) t.ok(known.has(href) || issues.includes(unescaped(href)), href)
  t.equal(scriptHash, `sha256-${createHash('sha256').update(script).digest('base64')}`)
  t.ok(page.includes(`script-src '${scriptHash}'`))
})

t.test('says what came of each run, and how much stands behind it', async (t) => {
  t.same(found(/<h2>([^<]*)<\/h2>/g), [
    'Does not conform',
    'Conforms',
    'Unclear',
    'Not started',
    'Nothing judged',
    'Known failures only',
    'Gate closed',
    'Does not conform',
    'Conforms',
  ])
  t.same(found(/<p class="judged">([^<]*)</g), [
    '12 MUSTs judged · 6 not observed (--module would show 1 of them)',
    '3 MUSTs judged · 4 not observed',
    '2 MUSTs judged · 1 not observed',
    '0 MUSTs judged · 0 not observed',
    '0 MUSTs judged · 0 not observed',
    '4 MUSTs judged · 0 not observed · 2 known failures',
    '4 MUSTs judged · 0 not observed',
    '2 MUSTs judged · 1 not observed',
    '2 MUSTs judged · 4 not observed (--publish would show 2 of them) · 1 held back (--allow-heavy)',
  ])
  t.same(found(/--judged:(\d+)%/g), ['66', '42', '66', '0', '0', '100', '100', '66', '28'])
  t.match(page, /ended from outside before all was judged/)
})

t.test('what was held back is told apart from what was not observed', async (t) => {
  const far = html(sample.slice(-1))
  t.match(far, /Of 5 MUSTs this run knows nothing; <em>not observed<\/em> and <em>held back<\/em> below say how to change that/)
  t.match(
    far,
    /<h3>Held back <span class="dim">1 case of which[\s\S]*?held back: heavy cases [\s\S]*?--allow-heavy sse\.example<\/p>\n<details><summary>1 case, 1 MUST</,
  )
  t.match(far, /<li class="n held"><span aria-hidden="true">◇<\/span> 1 held back<\/li>/)
})

t.test('the conclusion comes before everything else of a single run', async (t) => {
  const text = html(sample.slice(0, 1))
  for (const other of ['class="tools"', 'class="topics"', 'class="v ']) t.ok(text.indexOf('<h2>') < text.indexOf(other), other)
})

t.test('failures come first, the worst ahead', async (t) => {
  const headings = found(/<h3>([A-Z][a-z ,]+)/g, html(sample.slice(0, 1))).map((heading) => heading.trim())
  t.same(headings, ['Violations', 'Warnings', 'Notes', 'Errors', 'Not observed', 'Everything, by topic', 'This run'])
})

t.test('says the dialect in words', async (t) => {
  t.match(page, 'an event carries only the ID of its own block; a block without data is dispatched when it has a type or an ID (lawful')
  const browsers = { id: 'sticky', dataless: [], emptyData: 'dispatched' } as const
  t.match(html([one({}, { dialect: browsers })]), 'dispatches as browsers do')
})

t.test('counts each topic', async (t) => {
  const [bom] = found(/<li><a href="#run-1-topic-bom">(.*?)<\/a>/gs)
  t.equal(
    seen(bom ?? '')
      .replace(/\s+/g, ' ')
      .trim(),
    'bom ✓ 2 passed; ✗ 1 violation;',
  )
})

t.test('marks what differs, and lines up what does not', async (t) => {
  const event = (data: string) => ({ type: 'message', data, lastEventId: '' })
  const reading = (...data: string[]) => ({ events: data.map(event), lastEventId: '', retry: null })
  const text = html([one({ expected: reading('a', 'cd', 'e'), actual: reading('a', 'cx', 'e') })])
  t.match(text, '<q>c<mark>d</mark></q>')
  t.match(text, '<q>c<mark>x</mark></q>')
  t.equal(found(/no event/g, text).length, 0)
  const missing = html([one({ expected: reading('a', 'b', 'c'), actual: reading('a', 'c') })])
  t.equal(found(/no event/g, missing).length, 1)
  t.match(missing, '<mark><q>b</q></mark>')
})

t.test('tells a number from its text', async (t) => {
  const text = html([one({ expected: { events: [{ data: '1' }] }, actual: { events: [{ data: 1 }] } })])
  t.match(text, '<mark><q>1</q></mark>')
  t.match(text, '<mark>1</mark>')
})

t.test('shows a value that has no counterpart', async (t) => {
  t.match(seen(html([one({ actual: 'alone' })])), /Actual\s+"?alone/)
  t.match(seen(html([one({ expected: [] })])), 'Expected')
  t.match(seen(html([one({ expected: [1, 2], actual: [2, 2] })])), /\[1, 2\][\s\S]*\[2, 2\]/)
})

t.test('folds long runs of equal events', async (t) => {
  const events = Array.from({ length: 5000 }, (_, index) => ({ data: `${index}` }))
  const text = html([one({ expected: { events }, actual: { events: events.with(2500, { data: 'x' }) } })])
  t.equal(found(/\d[\d,]* equal lines? not shown/g, text).length, 2)
  t.match(text, '2,497 equal lines not shown')
  t.ok(text.length < 40_000)
})

t.test('says how many differing lines it leaves out', async (t) => {
  const events = (data: string) => ({ events: Array.from({ length: 500 }, () => ({ data })) })
  t.match(html([one({ expected: events('a'), actual: events('b') })]), '300 more lines not shown')
})

t.test('shows bytes that are no text, and base64 that is none', async (t) => {
  const wire = (base64: string) => ({
    lines: [{ at: 0, direction: 'sent' as const, bytes: { base64 } }],
    omitted: { sent: 0, received: 0 },
  })
  t.match(seen(html([one({ wire: wire('ZGF0YTogYYBiCg==') })])), 'data: a\\x80b\\n not UTF-8')
  t.match(seen(html([one({ wire: wire('<*>') })])), 'base64 <*>')
})

t.test('tolerates a clause that the catalogue lacks, even one named like a method', async (t) => {
  for (const clause of ['own.clause', 'constructor', '__proto__']) t.match(html([one({ clause })]), 'does not know this clause')
})

t.test('says when the level is not that of the clause', async (t) => {
  t.match(html([one({ level: 'may' })]), /the clause is a MUST; profile or claim make it a MAY/)
})

t.test('says of a known failure why it is let pass, who follows it where, and until when', async (t) => {
  const baseline = { reason: 'it drops NULs', issue: 'https://example.com/7', owner: 'us', expires: '2027-03-31' }
  const text = html([one({ baseline })])
  t.match(text, /<h3>Known failures /)
  t.match(seen(text), /Known, and let pass for now\. it drops NULs\s*Issue https:\/\/example\.com\/7 · Owner us · Until 2027-03-31/)
  t.match(text, '<a href="https://example.com/7"')
  t.match(text, 'The target does not conform.')
})

t.test('makes a link of an issue only where it is a web address', async (t) => {
  t.notMatch(html([one({ baseline: { reason: 'x', issue: 'javascript:alert(1)' } })]), /href="javascript/)
})

t.test('tells which entries of the baseline close the gate', async (t) => {
  const text = seen(html(sample.slice(6, 7)))
  t.match(text, /The gate is closed by 1 broken SHOULD \(--fail-on should\), 1 stale entry, 1 expired entry of baseline\.yaml\./)
  t.match(text, /stale\s*parser\/bom\/\*\*/i)
  t.match(text, /excuses nothing since its last day, 2026-10-31/)
  t.notMatch(text, 'fails on slow machines')
})

t.test('tells skips that share a reason together', async (t) => {
  const text = html(sample.slice(0, 1))
  t.same(found(/<summary>(\d+ cases?, \d+ MUSTs?)<\/summary>/g, text), ['3 cases, 3 MUSTs', '2 cases, 1 MUST'])
})

t.test('no results are a page, too', async (t) => {
  t.match(html([]), 'nothing was run')
  t.same(misnested(html([])), [])
})

t.test('400 verdicts stay below 1 MB', async (t) => {
  const verdicts = Array.from({ length: 400 }, (_, index) => ({
    case: `parser/topic-${index % 12}/slug-of-the-case-${index}`,
    title: 'a title as long as titles are, about sixty characters long',
    clause: 'stream.chunk-independent',
    level: 'must' as const,
    outcome: 'pass' as const,
    ms: 1,
  }))
  t.ok(html([one({}, { verdicts })]).length < 1_000_000)
})
