import type { Results } from '../spec/results.ts'
import type { Json, Verdict } from '../spec/verdict.ts'

/** Characters that break a document that is careless with them: NUL, ESC, DEL, CR, TAB, bidi, separators, BOM, `]]>`, markup. */
export const hostile =
  '\0 \x1b[31m \x7f \r \t \n \ufeff \u2028 \u2029 \u202e \u200b \u00a0 \ud800 \uffff ]]> --> <script>alert(1)</script> "\' \\ & | ` ## $' +
  '{x}'

const event = (data: string, lastEventId = '', type = 'message') => ({ type, data, lastEventId })
const reading = (events: readonly Json[], lastEventId = '', retry: number | null = null): Json => ({ events, lastEventId, retry })

type Passed = readonly [topicAndSlug: string, title: string, clause: string]

const pass = ([slug, title, clause]: Passed, index: number): Verdict => ({
  case: `parser/${slug}`,
  title,
  clause,
  level: 'must',
  outcome: 'pass',
  ms: index % 4,
})

const passed: readonly Passed[] = [
  ['bom/bom-before-data', 'a byte order mark at the start is taken off', 'bom.leading'],
  ['bom/bom-before-comment', 'a byte order mark before a comment leaves the event alone', 'bom.leading'],
  ['line/lf-event', 'LF ends a line and makes a blank one', 'line.lf'],
  ['line/cr-event', 'CR ends a line and makes a blank one', 'line.cr'],
  ['line/crlf-event', 'CRLF ends a line and makes a blank one', 'line.crlf'],
  ['field/json-data', 'a JSON object comes through as it is', 'field.colon'],
  ['data/three-lines', 'data lines are joined with LF', 'data.append'],
  ['dispatch/two-events', 'each blank line dispatches its block', 'dispatch.blank-line'],
]

const unseenRetry = {
  level: 'must',
  outcome: 'skip',
  reason: 'not observed: the target does not expose the reconnection time',
  unlock: 'have the adapter emit {"retry": milliseconds} when it is set',
  ms: 0,
} as const

/** What a server did not show; the clause matters to nobody. */
const shy = (slug: string) =>
  ({ case: `server/${slug}`, title: `title of ${slug}`, clause: 'http.media-type', level: 'must', outcome: 'skip', ms: 0 }) as const

const needsPieces = {
  outcome: 'skip',
  reason: 'not observed: what a command reads comes in pieces of its own choice',
  unlock: '--module instead of a command',
  ms: 0,
} as const

const verdicts: readonly Verdict[] = [
  ...passed.map(pass),
  {
    case: 'parser/bom/two-boms',
    title: 'the second of two byte order marks stays',
    clause: 'bom.only-first',
    level: 'must',
    outcome: 'fail',
    reason: 'what the stream means: not as expected',
    expected: reading([event('b')]),
    actual: reading([event('a\nb')]),
    hint: 'U+FEFF is a character like any other after the first three bytes; do not trim it',
    reproduce: "printf '\\357\\273\\277\\357\\273\\277data: a\\ndata: b\\n\\n' | ./parser --strict",
    ms: 7,
    wire: {
      lines: [
        { at: 0, direction: 'sent', bytes: '\ufeff\ufeffdata: a\n', reading: 'unknown field "\ufeffdata": ignored' },
        { at: 0, direction: 'sent', bytes: 'data: b\n', reading: 'data buffer gains "b" and an LF' },
        { at: 0, direction: 'sent', bytes: '\n', reading: 'dispatches "message", data "b", last event ID ""' },
        { at: 6, direction: 'received', bytes: '{"type":"message","data":"a\\nb","lastEventId":""}' },
      ],
      omitted: { sent: 0, received: 0 },
    },
  },
  {
    case: 'parser/dispatch/id-stays',
    title: 'an id stays for the events after it',
    clause: 'dispatch.id-sticky',
    level: 'must',
    outcome: 'fail',
    reason: 'what the stream means: not as expected',
    expected: reading(
      [event('a', '1'), event('b', '1', 'greeting'), event('c', '1'), event('d', '1'), event('e', '1'), event('f', '1')],
      '1',
      4321,
    ),
    actual: reading([event('a', '1'), event('b', '', 'greeting'), event('d', '1'), event('e', '1'), event('f', '1')], '1', null),
    reproduce: "printf 'id: 1\\ndata: a\\n\\nevent: greeting\\ndata: b\\n\\n' \\\n  | ./parser --strict",
    ms: 4,
  },
  {
    case: 'parser/utf8/lone-continuation',
    title: 'a lone continuation byte becomes one U+FFFD',
    clause: 'utf8.malformed',
    level: 'must',
    outcome: 'fail',
    reason: 'the command ends with exit code 1',
    expected: reading([event('a\ufffdb')]),
    actual: `Error: malformed UTF-8\n    at decode (parser.js:12:9)\n\tat push (parser.js:40:3)\n${hostile}`,
    hint: 'use a decoder in replacement mode that follows the Encoding standard, not a strict one and not one that replaces byte by byte',
    reproduce: "printf 'data: a\\200b\\n\\n' | ./parser --strict",
    ms: 31,
    wire: {
      lines: [
        { at: 0, direction: 'sent', bytes: { base64: 'ZGF0YTogYYBiCg==' }, reading: 'data buffer gains "a\ufffdb" and an LF' },
        { at: 0, direction: 'sent', bytes: '\n', reading: 'dispatches "message", data "a\ufffdb", last event ID ""' },
        { at: 29, direction: 'received', bytes: hostile },
      ],
      omitted: { sent: 0, received: 70_112 },
    },
  },
  {
    case: 'parser/chunking/three-lines',
    title: 'reads three-lines the same in any pieces',
    clause: 'stream.chunk-independent',
    level: 'must',
    outcome: 'fail',
    reason: 'cut at byte 9, the same bytes are read differently',
    expected: reading([event(hostile, hostile, hostile)], hostile),
    actual: reading([event(`${hostile}!`, hostile, hostile)], 'x'.repeat(3000)),
    ms: 12,
  },
  {
    case: 'parser/stream/delivers-at-blank-line',
    title: 'delivers an event when its blank line has arrived',
    clause: 'stream.prompt',
    level: 'should',
    outcome: 'fail',
    reason: 'the pieces after which the events are delivered: not as expected',
    expected: [1, 2],
    actual: [2, 2],
    ms: 2,
  },
  {
    case: 'parser/dialect/id',
    title: 'carries the last ID of the stream, as browsers do',
    clause: 'dispatch.dialect',
    level: 'may',
    outcome: 'fail',
    reason: 'the dialect: not as expected',
    expected: 'sticky',
    actual: 'block',
    ms: 0,
  },
  { ...pass(['dialect/empty-data', 'dispatches an event with empty data, as browsers do', 'dispatch.dialect'], 1), level: 'may' },
  { ...pass(['stream/carries-many-lines', 'carries a block of 20,000 lines', 'stream.long-lines'], 3), level: 'should' },
  { case: 'parser/retry/retry-set', title: 'a retry sets the reconnection time in milliseconds', clause: 'retry.digits', ...unseenRetry },
  { case: 'parser/retry/retry-zero', title: 'a retry of 0 is a reconnection time', clause: 'retry.digits', ...unseenRetry },
  { case: 'parser/retry/retry-plus', title: 'a retry with a plus sign is ignored', clause: 'retry.invalid', ...unseenRetry },
  {
    case: 'parser/stream/starts-empty',
    title: 'starts each stream with empty buffers, whatever came before',
    clause: 'stream.fresh-state',
    level: 'must',
    ...needsPieces,
  },
  {
    case: 'parser/line/ends-at-cr-at-once',
    title: 'delivers an event at the CR that may still become CRLF',
    clause: 'line.cr-at-once',
    level: 'may',
    ...needsPieces,
  },
  {
    case: 'parser/end/unfinished-done',
    title: 'a [DONE] without a blank line is thrown away',
    clause: 'end.discard',
    level: 'must',
    outcome: 'error',
    blame: 'setup',
    reason: `stdout carries something other than event lines: ${JSON.stringify(`${hostile}${'long '.repeat(80)}`)}`,
    hint: 'print nothing but event lines on stdout; stderr is free',
    ms: 9,
    wire: {
      lines: [
        { at: 0, direction: 'sent', bytes: 'data: [DONE]\n', reading: 'data buffer gains "[DONE]" and an LF' },
        { at: 0, direction: 'sent', bytes: '', reading: 'end of the stream: the unfinished block is thrown away' },
        { at: 8, direction: 'received', bytes: 'listening…' },
      ],
      omitted: { sent: 0, received: 0 },
    },
  },
  {
    case: 'parser/comment/comment-before-data',
    title: `a comment before a field is ignored ${hostile}`,
    clause: 'comment.ignored',
    level: 'must',
    outcome: 'error',
    blame: 'kit',
    reason: 'TypeError: undefined is not a function\n    at run (case.js:3:14)\n    at judge (judge.js:40:9)',
    ms: 1,
  },
]

const excuse = {
  reason: `NUL is stripped before the parser sees it ${hostile}`,
  issue: 'https://example.com/issues/7?a=1&b="x"',
  owner: 'parsers team',
  expires: '2027-03-31',
} as const

const excused: readonly Verdict[] = ['null-as-id', 'null-inside-id'].map((slug) => ({
  case: `parser/id/${slug}`,
  title: `an id with a NULL is ignored: ${slug}`,
  clause: 'id.null',
  level: 'must',
  outcome: 'fail',
  reason: 'what the stream means: not as expected',
  expected: reading([event('x', '1')], '1'),
  actual: reading([event('x')]),
  ms: 3,
  baseline: excuse,
}))

const common = {
  version: 1,
  kit: '0.1.0',
  started: '2026-11-22T09:14:03.120Z',
  seed: '7f3a90c2',
  environment: { runtime: 'node v20.20.2', platform: 'linux x64' },
  profile: 'html',
} as const

/** What every reporter is tested with: each kind of verdict, each kind of conclusion, and values that break careless documents. */
export const sample: readonly Results[] = [
  {
    ...common,
    durationMs: 10_437,
    claim: 'parser',
    dialect: { id: 'block', dataless: ['type', 'id'], emptyData: 'dispatched' },
    target: { name: './parser --strict', role: 'parser', kind: 'command', address: `./parser --strict ${hostile}` },
    verdicts,
  },
  {
    ...common,
    durationMs: 84,
    claim: 'eventsource',
    target: { name: 'nightly', role: 'parser', kind: 'module', address: './nightly.js' },
    verdicts: [
      ...passed.slice(0, 3).map(pass),
      {
        case: 'parser/retry/retry-set',
        title: 'a retry sets the reconnection time in milliseconds',
        clause: 'retry.digits',
        ...unseenRetry,
      },
      { case: 'parser/retry/retry-plus', title: 'a retry with a plus sign is ignored', clause: 'retry.invalid', ...unseenRetry },
      { case: 'parser/retry/retry-zero', title: 'a retry of 0 is a reconnection time', clause: 'retry.digits', ...unseenRetry },
      { case: 'parser/retry/retry-last', title: 'the last retry of a block counts', clause: 'retry.digits', ...unseenRetry },
    ],
  },
  {
    ...common,
    durationMs: 1210,
    target: { name: 'cut short', role: 'parser', kind: 'module', address: './slow.js' },
    verdicts: [
      ...passed.slice(0, 2).map(pass),
      {
        case: 'parser/line/lf-event',
        title: 'LF ends a line and makes a blank one',
        clause: 'line.lf',
        level: 'must',
        outcome: 'error',
        blame: 'setup',
        reason: 'cut off: the run was interrupted',
        ms: 3,
      },
    ],
    interrupted: true,
  },
  {
    ...common,
    durationMs: 9,
    target: { name: './absent', role: 'parser', kind: 'command', address: './absent' },
    verdicts: [],
    setup: {
      reason: `the command cannot be started: ENOENT ${hostile}`,
      hint: 'check the path; a command is not run through a shell',
      stderr: `./absent: not found\n\ttry again\n${hostile}`,
    },
  },
  {
    ...common,
    durationMs: 12,
    target: { name: 'nothing matched', role: 'parser', kind: 'module', address: './parser.js' },
    verdicts: [],
  },
  {
    ...common,
    durationMs: 310,
    target: { name: 'known', role: 'parser', kind: 'module', address: './known.js' },
    verdicts: [...passed.slice(0, 2).map(pass), ...excused],
    baseline: {
      file: 'baseline.yaml',
      entries: [{ case: 'parser/id/null*', ...excuse, state: 'used', cases: excused.map((verdict) => verdict.case) }],
    },
  },
  {
    ...common,
    durationMs: 95,
    target: { name: 'guarded', role: 'parser', kind: 'module', address: './guarded.js' },
    failOn: 'should',
    verdicts: [
      ...passed.slice(0, 4).map(pass),
      {
        case: 'parser/stream/delivers-at-blank-line',
        title: 'delivers an event when its blank line has arrived',
        clause: 'stream.prompt',
        level: 'should',
        outcome: 'fail',
        reason: 'the pieces after which the events are delivered: not as expected',
        expected: [1, 2],
        actual: [2, 2],
        ms: 2,
      },
    ],
    baseline: {
      file: 'baseline.yaml',
      entries: [
        { case: 'parser/bom/**', reason: 'the second mark was taken off, too', owner: 'parsers team', state: 'stale', cases: [] },
        { case: 'parser/line', reason: hostile, issue: hostile, expires: '2026-10-31', state: 'expired', cases: [] },
        { case: 'parser/data', reason: 'fails on slow machines', flaky: true, state: 'unknown', cases: [] },
      ],
    },
  },
  {
    ...common,
    durationMs: 40,
    target: { name: 'required', role: 'parser', kind: 'module', address: './required.js' },
    verdicts: [
      ...passed.slice(0, 2).map(pass),
      {
        case: 'parser/retry/retry-set',
        title: 'a retry sets the reconnection time in milliseconds',
        clause: 'retry.digits',
        ...unseenRetry,
        required: true,
        reason: `"parser/retry" is to be observed, but ${unseenRetry.reason}`,
      },
    ],
  },
  {
    ...common,
    durationMs: 10_200,
    target: { name: 'far away', role: 'server', kind: 'url', address: 'https://sse.example/events' },
    verdicts: [
      { ...shy('http/content-type'), outcome: 'pass' },
      { ...shy('http/status'), outcome: 'pass' },
      { ...shy('framing/in-order'), reason: 'not observed: nothing can be published', unlock: '--publish with a URL' },
      { ...shy('framing/one-event'), reason: 'not observed: nothing can be published', unlock: '--publish with a URL' },
      { ...shy('framing/ends-whole'), reason: 'not observed: the server did not end the stream', unlock: '--for with a longer time' },
      { ...shy('framing/known-coding'), reason: 'not observed: compression was offered and not taken', unlock: 'a server that compresses' },
      {
        ...shy('fan-out/bears-many'),
        reason: 'held back: heavy cases are run only on this machine and against hosts that are named',
        unlock: '--allow-heavy sse.example',
        heldBack: true,
      },
    ],
  },
]
