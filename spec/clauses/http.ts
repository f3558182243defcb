import type { Catalogue } from '../clause.ts'

const html = 'https://html.spec.whatwg.org/multipage/server-sent-events.html'
const rfc = 'https://www.rfc-editor.org/rfc'
const whatwg = 'https://fetch.spec.whatwg.org/'
const accepted = { source: 'HTML', section: '9.2.2', url: `${html}#dom-eventsource`, level: 'must', roles: ['server'] } as const
const noContent = { ...accepted, source: 'RFC 9110', section: '15.3.5', url: `${rfc}/rfc9110#section-15.3.5` } as const
const methods = { ...noContent, section: '9.1', url: `${rfc}/rfc9110#section-9.1`, level: 'should' } as const
const head = { ...noContent, section: '9.3.2', url: `${rfc}/rfc9110#section-9.3.2` } as const
const forbidden = { ...noContent, section: '15.5.4', url: `${rfc}/rfc9110#section-15.5.4` } as const
const transferEncoding = { ...noContent, source: 'RFC 9112', section: '6.1', url: `${rfc}/rfc9112#section-6.1` } as const
const bodyLength = { ...transferEncoding, section: '6.3', url: `${rfc}/rfc9112#section-6.3` } as const
const bearer = { ...noContent, source: 'RFC 6750', section: '3.1', url: `${rfc}/rfc6750#section-3.1`, level: 'should' } as const
const caching = {
  ...noContent,
  source: 'practice',
  section: 'RFC 9111, 5.2.2',
  url: `${rfc}/rfc9111#section-5.2.2`,
  level: 'should',
} as const
const heuristic = { ...caching, section: 'RFC 9110, 15.1', url: `${rfc}/rfc9110#section-15.1` } as const
const corsResponse = { source: 'Fetch', section: '3.3.3', url: `${whatwg}#http-responses`, level: 'must', roles: ['server'] } as const
const corsSyntax = { ...corsResponse, section: '3.3.4', url: `${whatwg}#http-new-header-syntax` } as const
const corsCredentials = { ...corsResponse, section: '3.3.5', url: `${whatwg}#cors-protocol-and-credentials` } as const
const preflight = { ...corsResponse, section: '4.8', url: `${whatwg}#cors-preflight-fetch` } as const
const corsCaches = {
  ...corsResponse,
  section: 'Background reading',
  url: `${whatwg}#cors-protocol-and-http-caches`,
  level: 'should',
} as const
const corsUsage = { ...corsResponse, source: 'practice', level: 'should' } as const

/** What HTTP and CORS say to whoever serves a stream. */
export const http = {
  'http.status': {
    ...accepted,
    summary: 'A stream is answered with status 200; no other status opens one.',
    hint: 'do not answer with 201, 202 or 206',
  },
  'http.media-type': {
    ...accepted,
    summary: 'A stream carries exactly one Content-Type, and that is text/event-stream.',
    hint: 'set the field before the first write, and keep the framework from appending its default',
  },
  'http.204-no-content': { ...noContent, summary: 'A 204 ends with its header section and has no content.' },
  'http.204-no-length': {
    ...noContent,
    section: '8.6',
    url: `${rfc}/rfc9110#section-8.6`,
    summary: 'A 204 carries no Content-Length.',
    hint: 'leave the field out, also with the value 0',
  },
  'http.204-no-transfer-encoding': { ...transferEncoding, summary: 'A 204 carries no Transfer-Encoding.' },
  'http.stop-not-stored': {
    ...heuristic,
    summary: 'A 204 that tells clients to stop carries no-store, since caches may keep a 204 on their own account.',
    hint: 'send Cache-Control: no-store with it, or a cache goes on stopping clients',
  },
  'http.final-not-stored': {
    ...heuristic,
    summary:
      'A 301, 308, 404, 405, 410 or 501 that is not meant to last carries no-store, since caches may keep these on their own account.',
  },
  'http.no-304': {
    ...caching,
    section: 'RFC 9110, 13.1',
    url: `${rfc}/rfc9110#section-13.1`,
    summary:
      'A conditional request for a stream is answered with the stream; a 304 stops an EventSource, and what is live is never as it was.',
    hint: 'leave the stream out of what compares ETag and Last-Modified',
  },
  'http.no-validator': {
    ...caching,
    section: 'RFC 9110, 8.8',
    url: `${rfc}/rfc9110#section-8.8`,
    level: 'may',
    summary: 'A stream carries neither ETag nor Last-Modified, by which caches ask whether it is as it was.',
  },
  'http.not-shared': {
    ...caching,
    summary: 'A stream carries no-store or private, so that no cache keeps it for others.',
    hint: 'send Cache-Control: no-store; no-cache alone still permits storing',
  },
  'http.no-cache-stores': {
    ...caching,
    source: 'RFC 9111',
    section: '5.2.2.4',
    url: `${rfc}/rfc9111#section-5.2.2.4`,
    level: 'may',
    summary: 'With no-cache alone a cache may store a stream and use it again after asking the server.',
  },
  'http.authorized-not-shared': {
    ...caching,
    section: 'RFC 9111, 3.5',
    url: `${rfc}/rfc9111#section-3.5`,
    summary:
      'The answer to a request with Authorization carries none of public, s-maxage and must-revalidate, which open it to shared caches.',
  },
  'http.delimited': {
    ...bodyLength,
    summary:
      'On HTTP/1.1 an open-ended stream is chunked or ends with the connection; no Content-Length announces a length it does not have.',
  },
  'http.no-length-with-chunks': {
    ...transferEncoding,
    section: '6.2',
    url: `${rfc}/rfc9112#section-6.2`,
    summary: 'A response with Transfer-Encoding carries no Content-Length.',
  },
  'http.chunked-preferred': {
    ...bodyLength,
    level: 'should',
    summary:
      'A stream is chunked where the client speaks HTTP/1.1, since the end of a connection does not tell a whole body from a broken one.',
  },
  'http.1-0-not-chunked': {
    ...transferEncoding,
    summary: 'A request of HTTP/1.0 is answered without Transfer-Encoding.',
    hint: 'end the body with the connection instead',
  },
  'http.chunked-complete': {
    ...transferEncoding,
    section: '8',
    url: `${rfc}/rfc9112#section-8`,
    summary: 'A stream that the server ends is whole: its chunks close with the one of size zero, and the connection is not reset.',
    hint: 'end the response instead of destroying the socket',
  },
  'http.head-syntax': {
    ...transferEncoding,
    section: '4, 5',
    url: `${rfc}/rfc9112#section-4`,
    summary: 'The head of an HTTP/1.1 response is a status line and fields, each a name, a colon and a value, ended by CRLF.',
    hint: 'write CRLF after every line, no space before a colon, and no line end into a value',
  },
  'http.chunk-syntax': {
    ...transferEncoding,
    section: '7.1',
    url: `${rfc}/rfc9112#section-7.1`,
    summary: 'A chunk is its size in hexadecimal digits, CRLF, as many bytes, and CRLF.',
    hint: 'count bytes, not characters, and let the server do the chunking',
  },
  'http.2-field-names': {
    ...transferEncoding,
    source: 'RFC 9113',
    section: '8.2.1',
    url: `${rfc}/rfc9113#section-8.2.1`,
    summary: 'The names of fields in an HTTP/2 response are in lower case, and no field holds CR, LF or NUL.',
  },
  'http.2-well-formed': {
    ...transferEncoding,
    source: 'RFC 9113',
    section: '8.1.1, 8.3.2',
    url: `${rfc}/rfc9113#section-8.1.1`,
    summary: 'An HTTP/2 response begins with one :status before all other fields, and its content is as long as Content-Length says.',
  },
  'http.2-connection-fields': {
    ...transferEncoding,
    source: 'RFC 9113',
    section: '8.2.2',
    url: `${rfc}/rfc9113#section-8.2.2`,
    summary: 'An HTTP/2 response carries no Connection, Keep-Alive, Proxy-Connection, Transfer-Encoding or Upgrade.',
    hint: 'do not set Connection: keep-alive by hand; clients reject the response',
  },
  'http.3-connection-fields': {
    ...transferEncoding,
    source: 'RFC 9114',
    section: '4.2',
    url: `${rfc}/rfc9114#section-4.2`,
    summary: 'An HTTP/3 response carries no Connection, Keep-Alive, Proxy-Connection, Transfer-Encoding or Upgrade.',
    status: { untestable: 'Node speaks no HTTP/3; that HTTP/2 responses carry no such field is a clause of its own' },
  },
  'http.head-no-content': {
    ...head,
    summary: 'The answer to HEAD ends with its header section.',
    hint: 'do not open a stream for HEAD: it hangs, and is never freed',
  },
  'http.head-fields': { ...head, level: 'should', summary: 'HEAD is answered with the fields that GET would have.' },
  'http.head-may-omit': {
    ...head,
    level: 'may',
    summary: 'The answer to HEAD may leave out fields whose value shows only when content is generated.',
  },
  'http.answered': {
    ...methods,
    source: 'practice',
    section: 'RFC 9110, 9.1',
    summary: 'Every request gets an answer, whatever its method.',
    hint: 'a method that is not handled is answered with 405 or 501; without an answer clients wait until they give up',
  },
  'http.options-allow': {
    ...methods,
    section: '9.3.7',
    url: `${rfc}/rfc9110#section-9.3.7`,
    summary: 'A successful answer to OPTIONS tells what the resource can do, such as its methods in Allow.',
  },
  'http.coding-told': {
    ...noContent,
    section: '8.4',
    url: `${rfc}/rfc9110#section-8.4`,
    summary: 'Content-Encoding lists the codings that were applied to the content, and no others.',
    hint: 'compress in one place only, and end or flush the compressor before the response ends',
  },
  'http.unasked-coding': {
    ...methods,
    section: '12.5.3',
    url: `${rfc}/rfc9110#section-12.5.3`,
    summary: 'A response to a client that accepts no content coding is sent without one.',
    hint: 'heed Accept-Encoding before compressing',
  },
  'http.405': { ...methods, summary: 'A known method that the resource does not allow is answered with 405.' },
  'http.405-allow': {
    ...noContent,
    section: '15.5.6',
    url: `${rfc}/rfc9110#section-15.5.6`,
    summary: 'A 405 carries Allow with the methods that the resource supports.',
    hint: 'add Allow: GET, HEAD, or whatever is supported',
  },
  'http.501': { ...methods, summary: 'A method that the server does not know at all is answered with 501.' },
  'http.not-acceptable': {
    ...methods,
    section: '12.4.1',
    url: `${rfc}/rfc9110#section-12.4.1`,
    level: 'may',
    summary:
      'A request whose Accept excludes the type may be answered with 406, with the stream, or with a representation that it does accept.',
  },
  'http.401-challenge': {
    ...noContent,
    section: '15.5.2',
    url: `${rfc}/rfc9110#section-15.5.2`,
    summary: 'A 401 carries WWW-Authenticate with at least one challenge.',
    hint: 'add the challenge, such as Bearer, or answer 403 where no credentials would help',
  },
  'http.403': {
    ...forbidden,
    level: 'may',
    summary: 'A request that is understood and refused, whoever asks, is answered with 403.',
  },
  'http.404-hides': {
    ...forbidden,
    level: 'may',
    summary: 'A server may answer 404 to hide that a forbidden stream exists.',
    status: { untestable: 'it permits and forbids nothing; that such a refusal opens no stream is a clause of its own' },
  },
  'http.429': {
    ...noContent,
    source: 'RFC 6585',
    section: '4',
    url: `${rfc}/rfc6585#section-4`,
    level: 'may',
    summary: 'A 429 may carry Retry-After, but an EventSource stops for good at it.',
    hint: 'to slow browsers down without losing them, accept the stream, send a retry field and end it',
  },
  'http.503': {
    ...noContent,
    section: '15.6.4',
    url: `${rfc}/rfc9110#section-15.6.4`,
    level: 'may',
    summary: 'A 503 may carry Retry-After, but an EventSource stops for good at it.',
  },
  'bearer.invalid-request': {
    ...bearer,
    summary: 'A malformed bearer request, such as one with two tokens, is answered with 400.',
  },
  'bearer.invalid-token': {
    ...bearer,
    summary: 'A bearer token that is expired, revoked or malformed is answered with 401.',
  },
  'bearer.insufficient-scope': {
    ...bearer,
    summary: 'A bearer token that does not reach far enough is answered with 403.',
  },
  'cors.origin-exact': {
    ...corsResponse,
    summary: 'Access-Control-Allow-Origin is the wildcard or exactly the origin of the request.',
    hint: 'compare and echo the origin as it came: no path, no trailing slash, no change of case',
  },
  'cors.origin-single': {
    ...corsSyntax,
    summary: 'Access-Control-Allow-Origin comes once and names one origin.',
    hint: 'two values, from a list or from a proxy that adds its own, match no origin',
  },
  'cors.credentials-origin': {
    ...corsCredentials,
    summary: 'A response to be shared with credentials names exactly the origin, and not the wildcard.',
  },
  'cors.credentials-true': {
    ...corsCredentials,
    summary: 'A response to be shared with credentials carries Access-Control-Allow-Credentials: true, in lower case.',
  },
  'cors.wildcard-credentials': {
    ...corsUsage,
    section: '3.3.5',
    url: `${whatwg}#cors-protocol-and-credentials`,
    summary: 'A response that allows every origin by the wildcard does not allow credentials too: browsers refuse the pair.',
    hint: 'name the origin, from a list, or leave Access-Control-Allow-Credentials out',
  },
  'cors.allow-headers-authorization': {
    ...preflight,
    summary: 'Where Authorization is expected from other origins, Access-Control-Allow-Headers names it; the wildcard never covers it.',
  },
  'cors.allow-headers-credentials': {
    ...corsCredentials,
    summary: 'Where credentials are expected, Access-Control-Allow-Headers lists the names; the wildcard then means nothing.',
  },
  'cors.preflight-unauthenticated': {
    ...preflight,
    summary: 'A preflight comes without credentials and is answered without asking for any.',
    hint: 'handle OPTIONS before authentication',
  },
  'cors.preflight-status': {
    ...corsResponse,
    summary: 'A preflight that allows is answered with a status from 200 to 299.',
  },
  'cors.preflight-last-event-id': {
    ...corsUsage,
    section: '4.8',
    url: `${whatwg}#cors-preflight-fetch`,
    summary: 'A preflight that asks for Last-Event-ID is allowed it, so that clients built on fetch() can resume.',
    hint: 'list Last-Event-ID in Access-Control-Allow-Headers',
  },
  'cors.redirect': {
    ...corsResponse,
    section: '4.4',
    url: `${whatwg}#http-fetch`,
    summary: 'A redirect of a shared stream carries the CORS fields too.',
  },
  'cors.final-status': {
    ...corsUsage,
    summary:
      'The 204 or 401 that is to stop clients of other origins carries the CORS fields; without them it is a network error, which need not stop anyone.',
    hint: 'set the CORS fields before the status is decided',
  },
  'cors.vary': {
    ...corsCaches,
    summary: 'A response that depends on the origin of the request carries Vary: Origin.',
  },
  'cors.vary-without-origin': {
    ...corsCaches,
    summary: 'Where the answer depends on the origin, Vary: Origin is also on the answer to a request without one.',
    hint: 'set Vary before looking whether there is an Origin',
  },
} as const satisfies Catalogue
