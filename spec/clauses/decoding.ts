import type { Catalogue } from '../clause.ts'

const html = 'https://html.spec.whatwg.org/multipage/server-sent-events.html'
const interpretation = {
  source: 'HTML',
  section: '9.2.6',
  url: `${html}#event-stream-interpretation`,
  level: 'must',
  roles: ['parser', 'client'],
} as const
const grammar = { ...interpretation, section: '9.2.5', url: `${html}#parsing-an-event-stream` } as const
const field = { ...interpretation, url: `${html}#processField` } as const
const dispatch = { ...interpretation, url: `${html}#dispatchMessage` } as const
const encoding = { ...interpretation, source: 'Encoding', section: '6, 8.1.1' } as const

/** HTML 9.2.6: what bytes mean to whoever reads a stream. */
export const decoding = {
  'utf8.decode': {
    ...interpretation,
    summary: 'A stream is decoded as UTF-8, whatever else is said about its encoding.',
    hint: 'decode the whole stream as UTF-8; do not guess, and do not read bytes as Latin-1',
  },
  'utf8.malformed': {
    ...encoding,
    url: 'https://encoding.spec.whatwg.org/#utf-8-decoder',
    summary: 'Each maximal malformed part of a UTF-8 sequence becomes one U+FFFD; it is never an error and never swallows what follows.',
    hint: 'use a decoder in replacement mode that follows the Encoding standard, not a strict one and not one that replaces byte by byte',
  },
  'bom.leading': {
    ...encoding,
    url: 'https://encoding.spec.whatwg.org/#utf-8-decode',
    summary: 'A byte order mark at the very start of the stream is taken off.',
    hint: 'drop the bytes EF BB BF once, at offset 0, also when they come in pieces',
  },
  'bom.only-first': {
    ...encoding,
    url: 'https://encoding.spec.whatwg.org/#utf-8-decode',
    summary: 'Exactly one byte order mark is taken off; any other is ordinary text.',
    hint: 'U+FEFF is a character like any other after the first three bytes; do not trim it',
  },
  'line.lf': { ...grammar, summary: 'LF ends a line.' },
  'line.cr': {
    ...grammar,
    summary: 'A CR that is not followed by LF ends a line.',
    hint: 'a lone CR is a line end of its own',
  },
  'line.crlf': {
    ...grammar,
    summary: 'CR followed by LF is one line end, not two.',
    hint: 'look for CRLF before CR and LF',
  },
  'line.nothing-else': {
    ...grammar,
    summary: 'Nothing but CRLF, LF and CR ends a line: not U+0085, U+2028, U+2029, VT, FF or NUL.',
    hint: 'do not split with a function that knows Unicode line ends, such as splitlines(); split at CRLF, LF and CR only',
  },
  'line.cr-at-once': {
    ...grammar,
    level: 'may',
    summary:
      'Whether a CR at the end of what has arrived ends its line at once or only when the next byte shows that no LF follows is left open; waiting delays the last event of a CR stream.',
    hint: 'end the line at the CR and swallow one LF if it comes next',
  },
  'stream.chunk-independent': {
    ...interpretation,
    summary: 'What a stream means depends on its bytes alone, not on the pieces in which they arrive.',
    hint: 'keep the unfinished character, line end, line and block from one piece to the next',
  },
  'stream.fresh-state': {
    ...interpretation,
    summary: 'When a stream starts, the data, event type and last event ID buffers are empty, whatever an earlier stream left behind.',
    hint: 'keep the state of the parser in the parser, not in the module',
  },
  'stream.prompt': {
    source: 'practice',
    section: '9.2.6',
    url: `${html}#event-stream-interpretation`,
    level: 'should',
    roles: ['parser'],
    summary: 'An event is handed over when its blank line has arrived, not when more bytes or the end of the stream come.',
    hint: 'dispatch at the blank line instead of collecting first',
  },
  'stream.long-lines': {
    source: 'practice',
    section: '9.2.5',
    url: `${html}#parsing-an-event-stream`,
    level: 'should',
    roles: ['parser', 'client'],
    summary:
      'The grammar sets no bound to a line or a block: values of some megabytes are carried whole, and in time that grows no faster than their length.',
    hint: 'search only the new bytes for a line end, and join pieces once instead of at every piece',
  },
  'comment.ignored': {
    ...interpretation,
    summary: 'A line that starts with a colon is ignored.',
    hint: 'skip such a line before looking for a field name; it neither starts nor ends a block',
  },
  'field.colon': {
    ...interpretation,
    summary: 'The name is what stands before the first colon of a line, the value what stands after it.',
    hint: 'split at the first colon only; the value may hold more',
  },
  'field.space': {
    ...interpretation,
    summary: 'One U+0020 at the start of a value is removed; a second one, a tab or another space stays.',
    hint: 'do not trim: remove a single U+0020 if the value starts with one',
  },
  'field.no-colon': {
    ...interpretation,
    summary: 'A line without a colon is a field whose name is the whole line and whose value is empty.',
    hint: 'treat "data" like "data:"',
  },
  'field.exact-name': {
    ...field,
    summary: 'Field names are compared exactly: no change of case, no trimming.',
    hint: 'compare the characters before the colon as they are',
  },
  'field.unknown': {
    ...field,
    summary: 'A field with any other name is ignored.',
    hint: 'skip it and go on with the block',
  },
  'event.set': {
    ...field,
    summary: 'An event field sets the event type buffer to its value; the last one of a block counts, also when it is empty.',
  },
  'data.append': {
    ...field,
    summary: 'A data field appends its value and an LF to the data buffer.',
    hint: 'join the data lines of a block with LF, empty ones included',
  },
  'id.set': {
    ...field,
    summary: 'An id field sets the last event ID buffer to its value; the last one of a block counts.',
  },
  'id.empty': {
    ...field,
    summary: 'An id field with an empty value sets the last event ID buffer to the empty string.',
    hint: 'an id without a value resets the last event ID',
  },
  'id.null': {
    ...field,
    summary: 'An id field whose value holds U+0000 is ignored.',
    hint: 'look for U+0000 anywhere in the value and leave the last event ID as it was',
  },
  'retry.digits': {
    ...field,
    summary: 'A retry field of ASCII digits sets the reconnection time to that many milliseconds, read in base ten.',
    hint: 'read the digits in base ten, also with leading zeros',
  },
  'retry.invalid': {
    ...field,
    summary: 'A retry field with anything but ASCII digits in its value is ignored.',
    hint: 'test the whole value for ASCII digits before reading it as a number',
  },
  'retry.at-once': {
    ...field,
    summary: 'A retry field takes effect when its line is processed, not when its block is dispatched.',
  },
  'retry.empty': {
    ...field,
    level: 'may',
    summary: 'Whether a retry field with an empty value is ignored is left open: engines ignore it or return to their default.',
  },
  'retry.huge': {
    ...field,
    level: 'may',
    summary: 'How a reconnection time beyond the integers of the reader is handled is left open.',
  },
  'dispatch.blank-line': { ...interpretation, summary: 'An empty line dispatches the event.' },
  'dispatch.no-data': {
    ...dispatch,
    summary: 'A block without a data field fires nothing, and its event type does not reach the next block.',
    hint: 'return from the dispatch when the data buffer is empty, after clearing both buffers',
  },
  'dispatch.empty-data': {
    ...dispatch,
    summary: 'A block whose data fields are empty still fires an event: empty data is not the same as no data.',
    hint: 'test the data buffer before its trailing LF is taken off',
  },
  'dispatch.strip-one-lf': {
    ...dispatch,
    summary: 'Exactly one trailing LF is removed from the data buffer.',
    hint: 'do not trim the data; remove one LF',
  },
  'dispatch.type': {
    ...dispatch,
    summary: 'The type of an event is the event type buffer, or message when that is empty.',
  },
  'dispatch.reset': {
    ...dispatch,
    summary: 'After a dispatch the data and event type buffers are empty again. This binds every reader, not only web browsers.',
    hint: 'clear both buffers after every blank line',
  },
  'dispatch.id-sticky': {
    ...dispatch,
    summary: 'An event carries the last event ID string, which stays from block to block until another id changes it.',
  },
  'dispatch.id-without-event': {
    ...dispatch,
    summary: 'A blank line commits the last event ID also when no event is fired.',
    hint: 'set the last event ID string before looking at the data buffer',
  },
  'dispatch.dialect': {
    ...dispatch,
    level: 'may',
    roles: ['parser', 'client'],
    summary:
      'The dispatch steps bind web browsers; other readers may dispatch blocks without data, hold back events with empty data, or give each event only the ID of its own block.',
    hint: 'lawful for a parser or client; say so in its documentation, since a browser behaves otherwise',
  },
  'end.discard': {
    ...interpretation,
    summary: 'A block that the end of the stream cuts off before its blank line is thrown away.',
    hint: 'do not flush at the end of the stream; only a blank line dispatches',
  },
  'end.unterminated-line': {
    ...interpretation,
    summary: 'A last line without a line end is never processed.',
  },
  'end.id-not-committed': {
    ...interpretation,
    summary: 'An ID in a block that the end of the stream cuts off is not committed.',
    hint: 'move the last event ID at the blank line, not at the id field',
  },
  'end.cr': {
    ...interpretation,
    summary: 'A CR that is the last byte of a stream ends its line.',
    hint: 'when the stream ends, a CR held back in the hope of an LF is a line end',
  },
} as const satisfies Catalogue
