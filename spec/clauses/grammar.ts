import type { Catalogue } from '../clause.ts'

const html = 'https://html.spec.whatwg.org/multipage/server-sent-events.html'
const grammarOf = {
  source: 'HTML',
  section: '9.2.5',
  url: `${html}#parsing-an-event-stream`,
  level: 'must',
  roles: ['encoder', 'server'],
} as const
const allowed = { ...grammarOf, level: 'may' } as const
const usage = { ...grammarOf, source: 'practice', level: 'should' } as const
const mime = {
  source: 'HTML',
  section: '17.7',
  url: 'https://html.spec.whatwg.org/multipage/iana.html#text/event-stream',
  level: 'must',
  roles: ['server'],
} as const

/** Why no case asks a writer for a permission. */
const permission = 'it permits something to whoever writes a stream, who need not do it; that readers bear it is asked of them'
const always = 'whatever a line holds, it is a comment or a field with such a name: no bytes can break it'

/** HTML 9.2.5 and the registration of text/event-stream: what holds for whoever writes a stream. */
export const grammar = {
  'grammar.utf8': {
    ...grammarOf,
    summary: 'A stream is encoded as UTF-8 and holds no malformed sequence.',
    hint: 'encode the finished text as UTF-8, and never cut a character when truncating',
  },
  'grammar.same-meaning': {
    ...grammarOf,
    section: '9.2.5, 9.2.6',
    roles: ['encoder', 'server'],
    summary:
      'A stream means what its writer was given: read as the standard says, it gives the same events with the same data, types and IDs.',
    hint: 'an empty string and 0 are values too: compare with undefined; change no text on its way',
  },
  'grammar.scalar-values': {
    ...grammarOf,
    roles: ['encoder', 'server'],
    summary: 'Only scalar values are written; a lone surrogate in a string never reaches the wire.',
    hint: 'make strings well-formed first: replace lone surrogates by U+FFFD, or refuse them',
  },
  'grammar.bom-optional': {
    ...allowed,
    summary: 'One byte order mark may stand at the very start of a stream; none is needed.',
    status: { untestable: permission },
  },
  'grammar.bom-once': {
    ...usage,
    summary: 'No byte order mark is written after the start, where it would become part of a field name and make the field unknown.',
    hint: 'write U+FEFF at most once for each stream, not for each event or file',
  },
  'grammar.event': {
    ...grammarOf,
    summary:
      'After the byte order mark a stream is nothing but events: any number of comments and fields, in any order, and then an empty line.',
    status: { untestable: 'well-formed UTF-8 that ends with an empty line is nothing else; both have clauses of their own' },
  },
  'grammar.ends-with-blank-line': {
    ...grammarOf,
    summary: 'A finite stream ends with the empty line of its last event.',
    hint: 'write the empty line together with the event; readers throw an unfinished block away',
  },
  'grammar.ends-after-comment': {
    ...grammarOf,
    summary: 'A comment at the end of a finite stream is followed by an empty line too.',
    hint: 'write a keep-alive as a colon, a line end and an empty line',
  },
  'grammar.line-ends': {
    ...grammarOf,
    summary: 'Lines are separated by CRLF, LF or CR, and by nothing else.',
    hint: 'end lines with LF; U+2028, U+0085 and the characters "\\" and "n" separate nothing, and a CR right before an LF is one line end',
  },
  'grammar.line-ends-mixed': {
    ...allowed,
    roles: ['server'],
    summary: 'The three line ends may be mixed in one stream; CR CR LF is two of them, and ends a block.',
    hint: 'write LF alone',
  },
  'grammar.comment': {
    ...grammarOf,
    summary: 'A comment is one line that starts with a colon.',
    hint: 'put the colon first: a space before it makes the line a field',
  },
  'grammar.field-name': {
    ...grammarOf,
    summary: 'The name of a field has at least one character.',
    hint: 'a line without a name before its colon is a comment',
    status: { untestable: always },
  },
  'grammar.name-char': {
    ...grammarOf,
    summary: 'The name of a field holds any scalar value but LF, CR and colon.',
    status: { untestable: always },
  },
  'grammar.any-char': {
    ...grammarOf,
    summary: 'A value or comment holds any scalar value but LF and CR, colons included.',
    hint: 'NUL, U+FEFF, quotes and controls are text like any other: neither refuse, strip nor escape them; only an id holds no NUL',
  },
  'grammar.nul': {
    ...allowed,
    summary: 'U+0000 may stand in names, values and comments, though readers ignore an id that holds it.',
    status: { untestable: permission },
  },
  'grammar.colon-optional': {
    ...allowed,
    summary: 'A field may be its name alone, without a colon; its value is then empty.',
    status: { untestable: permission },
  },
  'grammar.space-optional': {
    ...allowed,
    summary: 'One U+0020 may follow the colon of a field; it is not part of the value.',
    status: { untestable: permission },
  },
  'grammar.leading-space': {
    ...grammarOf,
    roles: ['encoder', 'server'],
    summary: 'A value that begins with U+0020 is written after a further U+0020, so that none is lost.',
    hint: 'always write one space after the colon',
  },
  'grammar.data-lines': {
    ...grammarOf,
    roles: ['encoder', 'server'],
    summary: 'Data of several lines is written as one data field for each line, empty lines included.',
    hint: 'split the data at line ends and prefix every piece, also the empty and the last one',
  },
  'grammar.unknown-fields': {
    ...allowed,
    summary: 'Fields of any other name may be written; every reader ignores them.',
    hint: 'look for a misspelt name, a name in capitals or a space before it',
  },
  'grammar.retry-digits': {
    ...usage,
    summary: 'The value of a retry field is written with ASCII digits only, a whole number of milliseconds; readers ignore any other.',
    hint: 'round the number and write it without sign, fraction, exponent or unit',
  },
  'grammar.buffering': {
    ...grammarOf,
    level: 'should',
    roles: ['client'],
    summary: 'A client does not hold events back in a block buffer, nor CR streams in a buffer that waits for an LF.',
    hint: 'hand over what has arrived instead of filling a buffer first',
  },
  'mime.type': {
    ...mime,
    summary: 'The media type of the format is text/event-stream; it has no required parameter.',
    hint: 'write text/event-stream, not application/event-stream or text/eventstream',
  },
  'mime.charset': {
    ...mime,
    summary: 'The charset parameter, where there is one, is utf-8, in any mix of upper and lower case.',
    hint: 'leave charset out or write utf-8; "utf8" and every other name are errors of the sender',
  },
  'mime.charset-pointless': {
    ...mime,
    level: 'may',
    summary: 'The charset parameter may be given, for the sake of old servers; it serves no purpose.',
  },
  'mime.charset-ignored': {
    ...mime,
    section: '9.2.6, 17.7',
    roles: ['client'],
    summary: 'A charset parameter of any value neither keeps a client from opening a stream nor changes how it decodes it.',
    hint: 'compare type and subtype only, and always decode as UTF-8',
  },
  'mime.cors': {
    ...mime,
    security: true,
    roles: ['client'],
    summary: 'A client that runs the code of another origin applies CORS before that code sees anything of the stream.',
    status: 'planned',
  },
  'mime.flood': {
    ...mime,
    level: 'should',
    roles: ['client'],
    summary: 'A client bounds what a stream that sends too much may take of its memory and time.',
    hint: 'stop reading from the socket while events wait to be handled',
  },
  'mime.capacity': {
    ...mime,
    level: 'should',
    summary: 'A server that is out of capacity answers with a 5xx status, which keeps clients from reconnecting.',
    hint: 'do not accept the stream only to close it at once: clients come back within seconds',
    status: { untestable: 'what a server does when it is full shows only under a load that no audit may bring to bear' },
  },
  'mime.open-ended': {
    ...mime,
    level: 'should',
    summary: 'Only open-ended streams carry the type; a finite resource does not, since clients fetch it again and again.',
    hint: 'send a finite list under another type, or tell the client when to close',
  },
  'mime.fragment': {
    ...mime,
    roles: ['client'],
    summary: 'A fragment in the URL has no effect on the stream and is not sent.',
  },
  'mime.no-magic': {
    ...mime,
    level: 'may',
    roles: ['server', 'client'],
    summary:
      'No byte sequence identifies a stream and no file extension is recommended for one, so that nothing but the media type tells it.',
    status: { untestable: 'it states a fact about the format; what a client makes of another media type is a clause of its own' },
  },
} as const satisfies Catalogue
