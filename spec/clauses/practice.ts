import type { Catalogue } from '../clause.ts'

const html = 'https://html.spec.whatwg.org/multipage/server-sent-events.html'
const cwe = 'https://cwe.mitre.org/data/definitions'
const usage = { source: 'practice', section: '9.2.7', url: `${html}#authoring-notes`, level: 'should', roles: ['server'] } as const
const buffering = { ...usage, section: '9.2.5', url: `${html}#parsing-an-event-stream` } as const
const interpreting = { ...usage, section: '9.2.6', url: `${html}#event-stream-interpretation` } as const
const resuming = { ...usage, section: '9.2.4', url: `${html}#the-last-event-id-header` } as const
const leaving = { ...usage, section: '9.2.2', url: `${html}#dom-eventsource-close` } as const
const refusing = { ...usage, section: '9.2.2', url: `${html}#dom-eventsource` } as const
const security = { level: 'must', security: true, roles: ['server'] } as const
const injection = {
  ...security,
  source: 'CWE-93',
  section: 'Improper Neutralization of CRLF Sequences',
  url: `${cwe}/93.html`,
  roles: ['encoder', 'server'],
} as const
const authorization = { ...security, source: 'CWE-862', section: 'Missing Authorization', url: `${cwe}/862.html` } as const
const expiration = { ...security, source: 'CWE-613', section: 'Insufficient Session Expiration', url: `${cwe}/613.html` } as const
const crossDomain = { ...security, source: 'CWE-942', section: 'Permissive Cross-domain Security Policy', url: `${cwe}/942.html` } as const
const exposure = { ...security, source: 'CWE-200', section: 'Exposure of Sensitive Information', url: `${cwe}/200.html` } as const

/** What good servers do without a sentence that says so, and what they do for the sake of security. */
export const practice = {
  'authoring.line-ends': {
    ...buffering,
    summary:
      'Where a line end is meant, there is one: no U+2028, U+2029, U+0085, VT or FF, and no escape such as \\n that was left as text.',
    hint: 'write LF itself; none of these ends a line, so that what follows becomes part of it',
  },
  'authoring.empty-line-between': {
    ...buffering,
    summary: 'An empty line stands between two events, since data lines without one between them are joined to one event.',
    hint: 'end every event with two line ends, not one',
  },
  'authoring.framed-once': {
    ...buffering,
    summary: 'Data is framed once: a value that begins with a data field of its own went through two encoders.',
    hint: 'hand the bare data to the framework that writes the fields',
  },
  'authoring.once-a-block': {
    ...interpreting,
    summary: 'A block has at most one event field and one id field, since the last of several replaces the others.',
    hint: 'write an empty line before the next event',
  },
  'authoring.type-with-data': {
    ...interpreting,
    summary: 'A block that has a type has data too, since web browsers dispatch nothing without it.',
    hint: 'add a data field, which may be empty',
  },
  'authoring.reserved-types': {
    ...interpreting,
    summary: 'No event is of the type open or error, whose listeners also hear what happens to the connection.',
    hint: 'choose another name, such as failure; listeners then need not tell the two apart',
  },
  'authoring.trimmed-types': {
    ...interpreting,
    summary: 'An event type neither begins nor ends with white space, which is part of it and cannot be seen.',
    hint: 'trim the name before writing it; only one space after the colon is no part of the value',
  },
  'delivery.headers-first': {
    ...usage,
    section: '9.2.3',
    url: `${html}#announce-the-connection`,
    summary: 'Status line and header section are flushed before the first event, so that clients know at once that they are connected.',
    hint: 'flush the header section, or write a comment right away',
  },
  'delivery.flush': {
    ...buffering,
    summary: 'Each event is flushed when it is written, not when the next one comes or a buffer is full.',
    hint: 'flush after the empty line of every event',
  },
  'delivery.flush-compressed': {
    ...buffering,
    summary: 'A compressed stream delivers each event as promptly as an uncompressed one.',
    hint: 'flush the compressor after every event, or leave streams uncompressed',
  },
  'delivery.accel-buffering': {
    ...buffering,
    section: 'proxy_buffering',
    url: 'https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_buffering',
    level: 'may',
    summary: 'A stream carries X-Accel-Buffering: no, which keeps nginx and its kin from buffering it.',
  },
  'delivery.no-transform': {
    ...buffering,
    section: 'RFC 9111, 5.2.2.6',
    url: 'https://www.rfc-editor.org/rfc/rfc9111#section-5.2.2.6',
    level: 'may',
    summary: 'A stream carries no-transform in Cache-Control, which keeps proxies from recoding it.',
  },
  'delivery.keep-alive': {
    ...usage,
    summary: 'An idle stream sends something at least every 15 to 30 seconds.',
    hint: 'write a comment on a timer that every event restarts',
  },
  'delivery.keep-alive-comment': {
    ...usage,
    summary: 'A keep-alive is a comment; a ping that is an event wakes every listener.',
    hint: 'send a line with a colon, and an empty line',
  },
  'delivery.concurrent': {
    ...usage,
    summary: 'A client gets its stream while others are open.',
    hint: 'a server that handles one request at a time serves one stream, and nothing else',
  },
  'resume.no-gap': {
    ...resuming,
    summary: 'A server that sends ids continues right after Last-Event-ID and leaves out no event.',
    hint: 'subscribe before replaying, and send what came in between',
  },
  'resume.no-duplicate': {
    ...resuming,
    summary: 'A server that resumes repeats neither the event named by Last-Event-ID nor any before or after it.',
    hint: 'begin after the ID, not at it, and drop what both the replay and the live feed hold',
  },
  'resume.in-order': {
    ...resuming,
    summary: 'Replayed events come in their order, and all of them before the events that follow.',
  },
  'resume.last-id': {
    ...resuming,
    summary:
      'A request with the last ID that was seen gets the stream, or a status that tells clients to stop; it does not hang or get a 500.',
  },
  'resume.unknown-id': {
    ...resuming,
    summary: 'An ID that the server never gave gets a defined answer: a full replay, a reset event or an error status.',
    hint: 'neither hang nor continue with the wrong data without a word',
  },
  'resume.malformed-id': {
    ...resuming,
    summary: 'An ID that cannot be parsed gets a defined answer, and not a 500.',
    hint: 'Last-Event-ID comes from outside: check it before use',
  },
  'resume.expired-id': {
    ...resuming,
    summary: 'An ID whose successors are no longer kept gets a defined answer that lets the client know of the gap.',
    hint: 'send an event that tells the client to load everything anew',
  },
  'resume.oversized-id': { ...resuming, summary: 'An ID of many kilobytes gets a defined answer: no hang and no 500.' },
  'resume.utf8-id': {
    ...resuming,
    summary: 'A server that sends IDs beyond ASCII reads Last-Event-ID as UTF-8.',
    hint: 'many frameworks decode fields as Latin-1: encode back, then decode as UTF-8',
  },
  'forge.event': {
    ...injection,
    summary: 'CR and LF in an event type are refused or neutralised and start no line of their own.',
    hint: 'refuse CR, LF and CRLF, all three; a reader ends a line at a lone CR too',
  },
  'forge.id': {
    ...injection,
    summary: 'CR and LF in an id are refused or neutralised and start no line of their own.',
    hint: 'refuse CR, LF and CRLF, all three',
  },
  'forge.retry': {
    ...injection,
    summary: 'CR and LF in a retry value are refused or neutralised and start no line of their own.',
    hint: 'accept whole numbers only',
  },
  'forge.comment': {
    ...injection,
    summary: 'CR and LF in a comment are refused, or every line of it becomes a comment.',
    hint: 'put a colon before each line',
  },
  'forge.data': {
    ...injection,
    summary: 'CR, LF and CRLF in data each begin a further data field; no text in data becomes a field of another name or ends the event.',
    hint: 'split at CRLF, LF and CR alike; splitting at LF alone lets a CR through',
  },
  'forge.id-null': {
    ...buffering,
    roles: ['encoder', 'server'],
    section: '9.2.6',
    url: `${html}#processField`,
    summary: 'U+0000 in an id is refused or removed; a reader ignores the whole field.',
  },
  'access.no-stream': {
    ...authorization,
    summary: 'Without authorization there is no stream: not one byte of an event is sent first.',
    hint: 'authorize before writing the header section',
  },
  'access.refusal-status': {
    ...refusing,
    summary: 'A refusal has a status other than 200, so that clients stop.',
    hint: 'an error event on a 200, or a 200 that ends at once, makes clients come back for ever',
  },
  'access.no-login-redirect': {
    ...refusing,
    summary: 'A refused request that accepts only text/event-stream is not redirected to a login page.',
    hint: 'answer 401 or 403; a stream cannot show a form',
  },
  'access.expiry': {
    ...expiration,
    summary: 'When the authorization expires, a stream that is open ends within bounded time.',
    hint: 'check again while the stream runs, at the latest at every keep-alive',
  },
  'access.revocation': {
    ...expiration,
    summary: 'When the authorization is revoked, a stream that is open ends within bounded time.',
  },
  'access.resume': {
    ...authorization,
    summary: 'A request that resumes is authorized like a first one; knowing an ID proves nothing.',
  },
  'access.foreign-id': {
    ...security,
    source: 'CWE-639',
    section: 'Authorization Bypass Through User-Controlled Key',
    url: `${cwe}/639.html`,
    summary: 'The Last-Event-ID of one user brings another nothing that is not theirs.',
    hint: 'look the ID up within what the user may see',
  },
  'origin.null': {
    ...crossDomain,
    summary: 'The origin null is not allowed by accident.',
    hint: 'sandboxed frames of anyone send it',
  },
  'origin.suffix': {
    ...crossDomain,
    summary: 'An origin that only ends like an allowed one is not allowed.',
    hint: 'compare whole origins: notexample.com ends with example.com',
  },
  'origin.prefix': {
    ...crossDomain,
    summary: 'An origin that only begins like an allowed one is not allowed.',
    hint: 'compare whole origins: example.com.evil.test begins with example.com; escape the dots of a pattern',
  },
  'origin.scheme': { ...crossDomain, summary: 'An allowed host under another scheme is not allowed.' },
  'origin.port': { ...crossDomain, summary: 'An allowed host at another port is not allowed.' },
  'origin.trailing-dot': {
    ...crossDomain,
    level: 'should',
    summary: 'An allowed host with a dot behind it is another origin, and is not allowed.',
    hint: 'compare whole origins, as the browser writes them',
  },
  'origin.listed': { ...crossDomain, summary: 'An origin that is said to be denied is not allowed.' },
  'origin.rebinding': {
    ...crossDomain,
    source: 'CWE-346',
    section: 'Origin Validation Error',
    url: `${cwe}/346.html`,
    level: 'should',
    summary:
      'A server for one machine alone gives no stream to whoever asks for it under a name that is not its own, since a page of anyone can have its name lead there.',
    hint: 'compare Host with localhost, 127.0.0.1 and [::1] before anything else, and Origin where there is one',
  },
  'origin.not-reflected': {
    ...crossDomain,
    summary: 'No response allows credentials and whatever origin the request has named.',
    hint: 'check the origin against a list before echoing it',
  },
  'token.without-field': {
    ...refusing,
    level: 'may',
    summary:
      'A stream meant for browsers is authorized by cookie or by a short-lived token in the URL, since an EventSource sends no field of its own.',
  },
  'token.expired': { ...expiration, summary: 'A token in the URL that has expired is refused.' },
  'token.reused': {
    ...security,
    source: 'CWE-294',
    section: 'Authentication Bypass by Capture-replay',
    url: `${cwe}/294.html`,
    summary: 'A token for a single use is refused the second time.',
  },
  'token.tampered': {
    ...security,
    source: 'CWE-345',
    section: 'Insufficient Verification of Data Authenticity',
    url: `${cwe}/345.html`,
    summary: 'A token of which any part was changed is refused.',
  },
  'token.rotated': { ...expiration, summary: 'A later session gets a new token, not the one from before.' },
  'token.not-in-stream': { ...exposure, summary: 'A token from the URL is not echoed in the stream.' },
  'token.not-in-redirect': { ...exposure, summary: 'A token from the URL is not passed on to another origin in a redirect.' },
  'token.not-in-error': { ...exposure, summary: 'A token from the URL is not echoed in an error response.' },
  'secret.never-sent': {
    ...exposure,
    summary: 'Values declared secret appear nowhere on the wire, neither in fields nor in the stream nor in errors.',
  },
  'filter.unknown-topic': {
    ...refusing,
    summary: 'Who asks for a topic that is not there gets a clear answer, so that a misspelt name does not wait for ever.',
    hint: 'answer 404 before the stream begins',
  },
  'fanout.complete': { ...usage, summary: 'Every subscriber gets each event it is entitled to.' },
  'fanout.entitled': { ...exposure, summary: 'No subscriber gets an event it is not entitled to.' },
  'fanout.once': { ...usage, summary: 'Every subscriber gets each event once.' },
  'fanout.in-order': { ...usage, summary: 'All subscribers get the events in one and the same order.' },
  'fanout.published-order': { ...usage, summary: 'Events that are published one after another come in that order.' },
  'fanout.slow-subscriber': {
    ...usage,
    summary: 'A subscriber that reads slowly, or is dead, does not hold up the others.',
    hint: 'give every subscriber a queue of its own, and do not wait for its writes',
  },
  'fanout.bounded-queue': {
    ...usage,
    summary: 'What is kept for a subscriber that does not read is bounded; beyond that it is dropped or told to start anew.',
    hint: 'heed the backpressure of the socket',
  },
  'disconnect.closed': {
    ...leaving,
    summary: 'A client that closes its connection is noticed, and what it held is freed.',
  },
  'disconnect.reset': {
    ...leaving,
    summary: 'A client whose connection is reset is noticed, and what it held is freed.',
  },
  'disconnect.head': { ...leaving, summary: 'A HEAD request subscribes nothing, or what it held is freed at once.' },
  'disconnect.half-open': {
    ...leaving,
    summary: 'A client that vanished without a word is noticed in bounded time, and what it held is freed.',
    hint: 'write keep-alives and give up on a socket that does not take them',
    status: { untestable: 'a program cannot keep its system from acknowledging what comes; only a network that is cut could' },
  },
} as const satisfies Catalogue
