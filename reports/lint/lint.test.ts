import t from 'tap'
import { clauses } from '../../spec/clauses.ts'
import type { Lint, LintEnd, LintLine } from '../../spec/lint.ts'
import { misfits } from '../../spec/schema.ts'
import { hostile } from '../sample.ts'
import { plain } from '../text/marks.ts'
import { lintHtml } from './html.ts'
import { lintLineText, lintText } from './text.ts'

const line = (change: Partial<LintLine>): LintLine => ({ number: 1, offset: 0, bytes: 'data: a\n', reading: 'x', remarks: [], ...change })
const lint = (lines: readonly LintLine[], end: Partial<LintEnd> = {}, start: Partial<Lint['start']> = {}): Lint => ({
  start: { version: 1, kit: '0.1.0', started: '2026-11-22T09:14:03Z', source: { kind: 'file', name: 'x' }, ...start },
  lines,
  end: { how: 'ended', durationMs: 1, bytes: 8, lines: 1, events: 0, lastEventId: '', retry: null, remarks: [], ...end },
})
const remark = { clause: 'grammar.utf8', level: 'must', message: 'wrong' } as const
const worst = lint(
  [
    line({ bytes: hostile, reading: hostile, remarks: [{ ...remark, clause: hostile, message: hostile }] }),
    line({ number: 2, bytes: { base64: Buffer.from('data: "\xff\x1b\0\n', 'latin1').toString('base64') }, remarks: [remark] }),
    line({ number: 9, bytes: '', omitted: 5 }),
  ],
  {
    how: 'broken',
    reason: hostile,
    lastEventId: hostile,
    retry: 5,
    remarks: [
      { clause: hostile, level: 'may', count: 2 },
      { clause: 'grammar.utf8', level: 'must', count: 30 },
    ],
  },
  { source: { kind: 'url', name: hostile }, response: { status: 200, contentType: hostile, remarks: [{ ...remark, message: hostile }] } },
)
const [page, told] = [lintHtml(worst), lintText(worst)]

t.test('the sample fits its schema', async (t) => {
  t.same(misfits('lint', worst), [])
})

t.test('nothing invisible reaches a terminal or a page', async (t) => {
  for (const text of [page, told]) {
    t.notMatch(text, /[\0-\x08\x0b-\x1f\x7f-\x9f\ufeff\u200b\u2028-\u202e\uffff]/u)
    t.equal(Buffer.from(text).toString(), text, 'is well-formed UTF-8')
  }
  t.notMatch(page, '<script')
})

t.test('the page loads and runs nothing, and links to the clauses', async (t) => {
  t.match(page, `script-src 'none'`)
  t.notMatch(page, /<[^>]* (?:src|srcset|action|on[a-z]+)=|@import|url\(/)
  t.match(page, `href="${clauses['grammar.utf8'].url}"`)
})

t.test('links within the page lead somewhere', async (t) => {
  const ids = new Set(Array.from(page.matchAll(/ id="([^"]*)"/g), ([, id]) => id))
  const hrefs = Array.from(page.matchAll(/ href="#([^"]*)"/g), ([, href]) => href)
  t.ok(hrefs.length > 0)
  t.same(
    hrefs.filter((href) => !ids.has(href)),
    [],
  )
})

t.test('what is left out is counted', async (t) => {
  t.match(page, '6 lines left out')
  t.match(told, '… 6 lines left out\n')
  t.match(page, '5 more bytes not shown')
  t.match(lintText(lint([line({ omitted: 1200 })])), '… (1,200 more)\\n')
})

t.test('the worst remarks come first', async (t) => {
  t.ok(told.indexOf('✗ grammar.utf8 (30)') > 0)
  t.ok(told.indexOf('✗ grammar.utf8 (30)') < told.indexOf(' (2)'))
})

t.test('says why the reading ended, unless the stream did', async (t) => {
  t.match(told, 'reading broke off before the stream ended: ')
  t.match(lintText(lint([], { how: 'interrupted' })), 'interrupted before the stream ended')
  t.match(lintHtml(lint([], { how: 'stopped' })), 'stopped as asked, before the stream ended')
  t.notMatch(lintText(lint([])), 'before the stream ended')
})

t.test('bytes that are no text are shown byte by byte', async (t) => {
  t.match(told, 'data: "\\xff\\u001b\\u0000\\n')
})

t.test('a long line has its reading beneath, cut to what a screen holds', async (t) => {
  const text = lintText(lint([line({ bytes: `data: ${'x'.repeat(1000)}\n`, reading: 'y'.repeat(1000) })]))
  t.match(text, /x… \(606 more\)\\n\n {6}y{160}… \(840 more\)\n/)
})

t.test('a reading stays within the columns of a screen', async (t) => {
  const text = lintLineText(line({ reading: 'y'.repeat(1000) }), plain, 100)
  t.match(text, /y… \(\d+ more\)\n$/)
  t.ok(text.length <= 101)
})

t.test('the end of the stream is no line with a number', async (t) => {
  t.match(lintText(lint([line({ number: 1, bytes: '', reading: 'end of the stream' })])), /^ end {2} +end of the stream$/m)
})

t.test('nothing read is said to be nothing', async (t) => {
  const empty = lint([], { bytes: 0, lines: 0 })
  t.match(lintText(empty), 'NOTHING TO LINT')
  t.match(lintHtml(empty), /<h2>Nothing to lint<\/h2>/)
})
