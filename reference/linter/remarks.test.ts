import t from 'tap'
import { clause } from '../../spec/clauses.ts'
import { lint } from './linter.ts'

const utf8 = new TextEncoder()

/** The remarks on a stream, each with the number of its line. */
const said = (stream: string | Uint8Array) =>
  lint(typeof stream === 'string' ? utf8.encode(stream) : stream).flatMap(({ number, remarks }) =>
    remarks.map(({ clause, message }) => ({ number, clause, message })),
  )

t.test('good streams get no remark', async (t) => {
  const good = [
    '',
    '\n',
    '\ufeff',
    '\ufeffdata: a\n\n',
    'data: a\n\n',
    'data: a\r\rdata: b\r\r',
    'data: a\r\n\r\ndata: b\r\n\r\n',
    ': keep-alive\n\n',
    ':\n\ndata: a\n\n:\n:\n\n',
    'data:a\nid:1\nevent:e\nretry:10\n\n',
    'retry: 3000\n\n',
    'data: a\ndata\ndata:\ndata: b\n\n',
    'id: 1\ndata: {"a":1}\n\nid: 2\ndata: {"a":2}\n\n',
    'id\ndata: forget the ID\n\n',
    'data: {\ndata:   "a": {},\ndata:   "b": [{}]\ndata: }\n\n',
    'data: {"text":"a\u2028data: b, a\\ndata: c, \\n\\n"}\n\n',
    'data: a\u2028b and C:\\new\n\n',
    'data: data:text/plain,x\n\n',
    'data: [DONE]\n\n',
    'event: message\ndata: \ud83d\ude00 \ufffd \ufeff\n\n',
    'data: a\0b\n: a\0b\n\n',
  ]
  for (const stream of good) t.same({ stream, said: said(stream) }, { stream, said: [] })
})

t.test('a stream that does not end with an empty line breaks the grammar', async (t) => {
  const ends: readonly (readonly [string, string])[] = [
    ['data: a\n', 'the stream ends within a block; write an empty line after it, or readers throw away what is unfinished'],
    ['data: a', 'the stream ends within a block; write a line end and an empty line after it, or readers throw away what is unfinished'],
    ['retry: 5\n', 'the stream ends within a block; write an empty line after it'],
    ['data: a\n: c\n', 'the stream ends within a block; write an empty line after it, or readers throw away what is unfinished'],
  ]
  for (const [stream, message] of ends)
    t.match({ stream, last: said(stream).at(-1) }, { stream, last: { clause: 'grammar.ends-with-blank-line', message } })
})

t.test('a comment alone at the end has a clause of its own', async (t) => {
  for (const stream of [': c\n', ': c', '\ufeff: c', 'data: a\n\n:\n'])
    t.same(
      said(stream).map(({ clause }) => clause),
      ['grammar.ends-after-comment'],
    )
})

t.test('malformed UTF-8 is told with its place and its likely cause', async (t) => {
  const cases: readonly (readonly [string, RegExp])[] = [
    ['data: \xff\n\n', /at byte 6 \(FF 0A\): readers see U\+FFFD/],
    ['data: caf\xe9\n\n', /at byte 9 \(E9 0A\)/],
    [':\n\ndata: \xef\xbf\xbd\xe2\x82\n\n', /at byte 12 \(E2 82\)/],
    ['\xff\xfed\0a\0\n\n', /at byte 0 \(FF FE\): UTF-16 starts like this/],
    ['data: \xed\xa0\x80\n\n', /at byte 6 \(ED A0\): half of a surrogate pair/],
    ['data: \xf0\x9f\x98', /at byte 6 \(F0 9F\)/],
  ]
  for (const [stream, message] of cases) t.match(said(Buffer.from(stream, 'latin1'))[0], { clause: 'grammar.utf8', message })
})

t.test('an unknown field is told with its likely cause', async (t) => {
  const cases: readonly (readonly [string, RegExp])[] = [
    ['Data: a', /compared exactly.*"data"/],
    [' data: a', /white space around a name.*"data" alone/],
    ['data : a', /white space around a name/],
    ['dta: a', /is "data" meant\?/],
    ['evnet: a', /is "event" meant\?/],
    ['retyr: 1', /is "retry" meant\?/],
    ['eventt: a', /is "event" meant\?/],
    ['type: a', /is "event" meant\?/],
    ['Last-Event-ID: a', /is "id" meant\?/],
    ['data=a', /write a colon right after it/],
    ['data {"a":1}', /write a colon right after it/],
    ['{"a":1}', /JSON; write "data: "/],
    ['}', /JSON/],
    ['HTTP/1.1 200 OK', /HTTP response/],
    ['Content-Type: text/event-stream', /HTTP response/],
    ['<!doctype html>', /markup/],
    ['# comment', /a comment starts with a colon/],
    [' : comment', /a comment has its colon first/],
    ['  ', /white space, not empty/],
    ['second line of a text', /text of the data/],
    ['d\0a\0t\0a\0:\0', /UTF-16/],
    ['\0data: x', /U\+0000 is part of the name; write "data" alone/],
    ['\xef\xbb\xbfdata: x', /encoded twice/],
    ['constructor: x', /ignore every other field/],
    ['source: x', /ignore every other field/],
  ]
  for (const [line, message] of cases) {
    const remarks = said(`${line}\n\n`)
    t.match({ line, remarks }, { line, remarks: [{ number: 1, clause: 'grammar.unknown-fields', message }] })
    t.equal(remarks.length, 1)
  }
})

t.test('what takes effect otherwise than it looks is told', async (t) => {
  const cases: readonly (readonly [string, number, string, RegExp])[] = [
    ['\ufeff\ufeffdata: a\n\n', 1, 'grammar.bom-once', /byte order mark after the start/],
    ['data: a\n\n\ufeff\n\n', 3, 'grammar.bom-once', /byte order mark/],
    ['retry: 3s\ndata: a\n\n', 1, 'grammar.retry-digits', /ignore the value "3s"; write a whole number/],
    ['retry: 3000 \ndata: a\n\n', 1, 'grammar.retry-digits', /take away the white space/],
    ['retry:\ndata: a\n\n', 1, 'grammar.retry-digits', /without a value/],
    ['retry: 2147483648\n\n', 1, 'retry.huge', /signed 32-bit/],
    ['id: a\0\ndata: a\n\n', 1, 'forge.id-null', /U\+0000/],
    ['id: a \ndata: a\n\n', 1, 'reconnect.last-event-id-space', /may be lost/],
    ['id: a\x01\ndata: a\n\n', 1, 'reconnect.last-event-id-control', /may not come back/],
    ['id: 1\ndata: a\nid: 2\ndata: b\n\n', 3, 'authoring.once-a-block', /replaces the ID "1"/],
    ['event: a\nevent: b\ndata: a\n\n', 2, 'authoring.once-a-block', /replaces the type "a"/],
    ['event: a\nevent\ndata: a\n\n', 2, 'authoring.once-a-block', /takes back the type "a"/],
    ['event: error\ndata: a\n\n', 1, 'authoring.reserved-types', /listeners for "error"/],
    ['event: update \ndata: a\n\n', 1, 'authoring.trimmed-types', /listeners for "update"/],
    ['event: a\n\n', 2, 'authoring.type-with-data', /forget the type "a"/],
    ['id: 1\n\n', 2, 'dispatch.dialect', /keep the ID/],
    ['data\n\n', 2, 'dispatch.dialect', /empty data/],
    ['data: data: a\n\n', 1, 'authoring.framed-once', /framed twice/],
    ['data: {"a":1}\ndata: {"a":2}\ndata: {}\n\n', 2, 'authoring.empty-line-between', /joined to the first/],
    ['data: a\u2028data: b\n\n', 1, 'authoring.line-ends', /U\+2028 ends no line/],
    ['data: a\\ndata: b\n\n', 1, 'authoring.line-ends', /"\\" and "n" end no line/],
    ['data: a\\n\\n\n\n', 1, 'authoring.line-ends', /"\\" and "n" end no line/],
    ['data: a\r\r\n', 2, 'grammar.line-ends-mixed', /CR CR LF is two line ends/],
    ['data: a\n\r', 2, 'grammar.line-ends-mixed', /LF CR is two line ends/],
  ]
  for (const [stream, number, clause, message] of cases) {
    const remarks = said(stream)
    t.match({ stream, remarks }, { stream, remarks: [{ number, clause, message }] })
    t.equal(remarks.length, 1)
  }
})

t.test('an escape that was meant as the last line end is told too', async (t) => {
  t.same(
    said('data: a\\n\\n').map(({ clause }) => clause),
    ['authoring.line-ends', 'grammar.ends-with-blank-line'],
  )
})

t.test('what the grammar allows is never a MUST', async (t) => {
  const allowed = 'data: data: a\r\r\nData: {}\nevent: error \nevent\nid: \x01\0 \nid: 1 \nid:2\nretry\nfoo\\ndata:\n\n\ufeff\n\n'
  const remarks = said(allowed)
  t.ok(remarks.length > 8)
  for (const remark of remarks) t.not(clause(remark.clause).level, 'must', remark.clause)
})

t.test('what a block had does not reach the next', async (t) => {
  t.same(said('event: a\nid: 1\ndata: {"a":1}\n\nevent: b\nid: 2\ndata: {"a":2}\n\n'), [])
})
