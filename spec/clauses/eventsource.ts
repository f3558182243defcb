import type { Catalogue } from '../clause.ts'

const html = 'https://html.spec.whatwg.org/multipage/server-sent-events.html'
const whatwg = 'https://fetch.spec.whatwg.org/'
const attributes = { source: 'HTML', section: '9.2.2', url: `${html}#the-eventsource-interface`, level: 'must', roles: ['client'] } as const
const construct = { ...attributes, url: `${html}#dom-eventsource` } as const
const processing = { ...attributes, section: '9.2.3', url: `${html}#sse-processing-model` } as const
const announce = { ...processing, url: `${html}#announce-the-connection` } as const
const reestablish = { ...processing, url: `${html}#reestablish-the-connection` } as const
const failing = { ...processing, url: `${html}#fail-the-connection` } as const
const closing = { ...attributes, url: `${html}#dom-eventsource-close` } as const
const lastEventId = { ...processing, section: '9.2.4', url: `${html}#the-last-event-id-header` } as const
const dispatch = { ...attributes, section: '9.2.6', url: `${html}#dispatchMessage` } as const
const authoring = { ...attributes, section: '9.2.7', url: `${html}#authoring-notes`, level: 'may', roles: ['server'] } as const
const collecting = { ...attributes, section: '9.2.9', url: `${html}#garbage-collection` } as const
const originHeader = {
  source: 'Fetch',
  section: '3.2',
  url: `${whatwg}#append-a-request-origin-header`,
  level: 'must',
  roles: ['client'],
} as const
const schemes = { ...originHeader, section: '4.3', url: `${whatwg}#scheme-fetch` } as const
const redirecting = { ...originHeader, section: '4.5', url: `${whatwg}#http-redirect-fetch` } as const
const network = { ...originHeader, section: '4.6', url: `${whatwg}#http-network-or-cache-fetch` } as const
const corsCheck = { ...originHeader, section: '4.10', url: `${whatwg}#cors-check` } as const
const safelist = { ...originHeader, section: '2.2.2', url: `${whatwg}#cors-safelisted-request-header`, level: 'may' } as const
const certificates = {
  ...attributes,
  source: 'RFC 9110',
  section: '4.3.4',
  url: 'https://www.rfc-editor.org/rfc/rfc9110#section-4.3.4',
  security: true,
} as const
const mediaType = {
  ...attributes,
  source: 'RFC 9110',
  section: '8.3.1',
  url: 'https://www.rfc-editor.org/rfc/rfc9110#section-8.3.1',
} as const

/** HTML 9.2.2 to 9.2.4 and what follows from Fetch: how a client opens a stream, keeps it open and gives it up. */
export const eventsource = {
  'interface.exposed': { ...attributes, summary: 'EventSource exists in windows and in every kind of worker.', status: 'planned' },
  'interface.event-target': {
    ...attributes,
    summary: 'An EventSource is an EventTarget: listeners are added, removed and called as on any other.',
  },
  'interface.constants': {
    ...attributes,
    url: `${html}#dom-eventsource-readystate`,
    summary: 'CONNECTING is 0, OPEN is 1 and CLOSED is 2, on the interface and on its instances.',
    hint: 'define the constants on the constructor and on its prototype',
  },
  'interface.handlers': {
    ...attributes,
    url: `${html}#handler-eventsource-onopen`,
    summary: 'The attributes onopen, onmessage and onerror are null at first and call the function they are set to for their event.',
  },
  'constructor.url': {
    ...construct,
    summary: 'The URL is parsed relative to the base URL of the settings the object is made in.',
  },
  'constructor.syntax-error': {
    ...construct,
    summary: 'A URL that cannot be parsed makes the constructor throw a DOMException named SyntaxError.',
    hint: 'throw from the constructor; a TypeError or an error event is something else',
  },
  'constructor.url-attribute': {
    ...construct,
    url: `${html}#dom-eventsource-url`,
    summary: 'The attribute url is the parsed URL serialized, fragment included.',
    hint: 'return the serialized URL, not the string that was passed',
  },
  'constructor.ready-state': {
    ...construct,
    url: `${html}#dom-eventsource-readystate`,
    summary: 'A new object is CONNECTING.',
  },
  'constructor.with-credentials': {
    ...construct,
    url: `${html}#dom-eventsource-withcredentials`,
    summary: 'The attribute withCredentials is what the option said, and false without it.',
  },
  'request.get': { ...construct, summary: 'The request is a GET without a body.' },
  'request.cors-mode': {
    ...originHeader,
    summary: 'A cross-origin request carries Origin with the serialized origin of the client.',
    status: 'planned',
  },
  'request.same-origin': { ...originHeader, summary: 'A same-origin request carries no Origin.', status: 'planned' },
  'request.credentials': {
    ...construct,
    summary: 'Without withCredentials cookies and other credentials go to the own origin only.',
    hint: 'the credentials mode is same-origin by default',
    status: 'planned',
  },
  'request.with-credentials': {
    ...construct,
    summary: 'With withCredentials cookies and other credentials go to other origins too.',
    status: 'planned',
  },
  'request.cache': {
    ...construct,
    summary: 'The cache mode is no-store: no stream is answered from a cache, and none is put there.',
  },
  'request.cache-control': {
    ...network,
    summary: 'The request carries Cache-Control: no-cache.',
    hint: 'send it on every request, reconnections included',
  },
  'request.pragma': { ...network, summary: 'The request carries Pragma: no-cache.' },
  'request.accept': {
    ...construct,
    level: 'may',
    summary: 'The request may carry Accept: text/event-stream; browsers send it, and some servers choose their answer by it.',
  },
  'request.initiator': {
    ...construct,
    summary: 'The initiator type of the request is other; resource timing entries show it.',
    status: 'planned',
  },
  'request.no-last-event-id': {
    ...lastEventId,
    summary: 'The first request of an object carries no Last-Event-ID.',
    hint: 'the last event ID string of a new object is empty',
  },
  'redirect.followed': {
    ...redirecting,
    summary: 'The redirects 301, 302, 303, 307 and 308 are followed, and the stream at their end is opened.',
  },
  'redirect.url-attribute': {
    ...construct,
    url: `${html}#dom-eventsource-url`,
    summary: 'A redirect does not change the attribute url.',
  },
  'redirect.method': {
    ...redirecting,
    summary: 'A 303 is followed with GET and without content; a 307 or 308 repeats method and content.',
  },
  'redirect.limit': {
    ...redirecting,
    summary: 'The twenty-first redirect in a row is a network error.',
    hint: 'follow up to 20 redirects, and give up after that',
  },
  'redirect.invalid-location': {
    ...redirecting,
    summary: 'A redirect whose Location cannot be parsed is a network error.',
  },
  'redirect.scheme': {
    ...redirecting,
    summary: 'A redirect to a URL that is neither http nor https is a network error.',
  },
  'redirect.no-location': {
    ...redirecting,
    summary: 'A redirect status without Location is no redirect; its status is not 200, and so the connection fails.',
    hint: 'do not reconnect: such an answer is final',
  },
  'redirect.origin-null': {
    ...originHeader,
    url: `${whatwg}#origin-header`,
    summary: 'After a redirect from a foreign origin to yet another, or back to the own one, Origin is null.',
    status: 'planned',
  },
  'redirect.cors': {
    ...corsCheck,
    security: true,
    summary: 'A redirect that comes from a foreign origin is followed only if that response itself passes the CORS check.',
    status: 'planned',
  },
  'redirect.authorization': {
    ...redirecting,
    security: true,
    summary: 'Authorization is taken off when a redirect leads to another origin.',
    hint: 'an HTTP library that copies all fields to the next host leaks the credentials',
  },
  'redirect.last-event-id': { ...redirecting, summary: 'Last-Event-ID stays when a redirect leads to another origin.' },
  'redirect.reconnect-target': {
    ...reestablish,
    level: 'may',
    summary:
      'Where a client reconnects after a redirect is left open: at the final URL, at the target of permanent redirects only, or at the first URL.',
  },
  'response.status': {
    ...construct,
    summary: 'Any status but 200 fails the connection for good, whether 2xx, 3xx, 4xx or 5xx.',
    hint: 'do not reconnect after a status other than 200, not even after a 503',
  },
  'response.stop-204': {
    ...construct,
    summary: 'A 204 tells a client to stop: its status is not 200.',
    hint: 'a library that counts all of 2xx as success reconnects for ever',
  },
  'response.retried-status': {
    ...network,
    level: 'may',
    summary: 'A 401, 407 or 421 may be answered by one further request with credentials or on a new connection before its status counts.',
  },
  'response.content-type': {
    ...construct,
    summary: 'A Content-Type other than text/event-stream fails the connection.',
    hint: 'compare the whole type: text/event-streamX and text/plain are other types',
  },
  'response.content-type-missing': {
    ...construct,
    summary: 'A response without Content-Type fails the connection.',
    hint: 'do not guess the type from the body',
  },
  'response.content-type-case': { ...mediaType, summary: 'Type and subtype are compared without regard to case.' },
  'response.content-type-parameters': {
    ...mediaType,
    summary: 'Parameters after text/event-stream, whatever their name and value, do not keep a stream from opening.',
    hint: 'cut the value at the first semicolon and trim it before comparing',
  },
  'response.content-type-ambiguous': {
    ...mediaType,
    source: 'Fetch',
    section: '3.5',
    url: `${whatwg}#content-type-header`,
    level: 'may',
    summary: 'What comes of several or malformed Content-Type values is left open.',
  },
  'response.aborted': {
    ...construct,
    summary: 'A fetch that the client side aborts fails the connection; nothing reconnects.',
  },
  'response.network-error': {
    ...construct,
    summary: 'Any other network error leads to a reconnection, or to failure where the client knows another attempt to be futile.',
    hint: 'fire error either way: never stay CONNECTING in silence',
  },
  'response.informational': {
    ...mediaType,
    section: '15.2',
    url: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.2',
    summary: 'Answers of the class 1xx may come before the final one; a client reads past them.',
  },
  'response.line-by-line': {
    ...construct,
    summary: 'The body is interpreted while it arrives: an event reaches the page although the response has not ended.',
    hint: 'read the body as a stream; do not wait for all of it',
  },
  'response.silence': {
    ...authoring,
    source: 'practice',
    level: 'should',
    roles: ['client'],
    summary: 'A stream that is silent for some seconds is not given up: servers are advised to send a comment only every 15 seconds or so.',
    hint: 'set no limit to silence, or one well above 15 seconds; sockets of the default agent of Node report five seconds',
  },
  'tls.certificate': {
    ...certificates,
    summary: 'A client asks an https server for nothing before it has verified its certificate, up to an authority that it trusts.',
    hint: 'leave the verification of the TLS library on; a setting to turn it off is off by default',
  },
  'tls.name': {
    ...certificates,
    summary: 'The certificate of an https server is for the host of the URL: a name or an IP address among its alternative names.',
    hint: 'hand the host of the URL to the TLS library; a chain that is good says nothing of the name',
  },
  'announce.open': { ...announce, summary: 'An accepted response fires open, once for this connection.' },
  'announce.ready-state': { ...announce, summary: 'When open fires, readyState is OPEN.' },
  'announce.at-headers': {
    ...announce,
    summary: 'The connection is announced when the response has begun, before any byte of its body.',
    hint: 'fire open at the header section, not at the first chunk',
  },
  'announce.before-messages': {
    ...announce,
    summary: 'On every connection open comes before the first event of its stream.',
  },
  'announce.again': { ...announce, summary: 'A reconnection that succeeds fires open again.' },
  'announce.plain-event': {
    ...announce,
    summary: 'The event open is a plain Event, trusted, that neither bubbles nor can be cancelled.',
  },
  'reconnect.end-of-body': {
    ...construct,
    summary: 'When the body of an announced response ends, the client reconnects.',
    hint: 'a clean end is no reason to stop; only close() and a failure are',
  },
  'reconnect.broken-body': {
    ...construct,
    source: 'practice',
    level: 'should',
    summary: 'A body that breaks off, by a reset or a truncated chunk, leads to a reconnection like a body that ends, as in all engines.',
    hint: 'treat an error while reading the body as the end of the body',
  },
  'reconnect.every-time': {
    ...construct,
    summary: 'The end of each later body leads to a reconnection too, without a limit to their number.',
  },
  'reconnect.ready-state': { ...reestablish, summary: 'When a reconnection begins, readyState is CONNECTING.' },
  'reconnect.error-event': { ...reestablish, summary: 'When a reconnection begins, error fires once.' },
  'reconnect.after-events': {
    ...reestablish,
    summary: 'The events of a body that has ended reach the page before error does.',
    hint: 'queue error behind the events that wait, instead of firing it at once',
  },
  'reconnect.delay': {
    ...reestablish,
    summary: 'No reconnection is attempted before the reconnection time has passed.',
    hint: 'wait at least the value of the last retry field',
  },
  'reconnect.wait-longer': {
    ...reestablish,
    level: 'may',
    summary: 'A client may wait longer than the reconnection time.',
  },
  'reconnect.backoff': {
    ...reestablish,
    level: 'may',
    summary: 'A client may wait longer after each failed attempt, or until the network is back.',
  },
  'reconnect.same-request': {
    ...reestablish,
    summary: 'A reconnection repeats the request: same method, mode, credentials and fields, apart from Last-Event-ID.',
    hint: 'keep what was asked for at construction, such as withCredentials, for every later request',
  },
  'reconnect.last-event-id': {
    ...lastEventId,
    summary: 'A reconnection sends the last event ID string in Last-Event-ID when it is not empty.',
  },
  'reconnect.last-event-id-utf8': {
    ...reestablish,
    summary: 'The value of Last-Event-ID is the UTF-8 bytes of the last event ID string, beyond ASCII too.',
    hint: 'HTTP libraries often refuse or write Latin-1: hand them the UTF-8 bytes one by one',
  },
  'reconnect.last-event-id-once': {
    ...reestablish,
    summary: 'A newer ID takes the place of the one sent before: one Last-Event-ID, with one value.',
    hint: 'set the field instead of appending to it',
  },
  'reconnect.last-event-id-empty': {
    ...reestablish,
    summary: 'An ID that was set and emptied again on the same connection is not sent.',
    hint: 'leave the field out when the string is empty, instead of sending it without a value',
  },
  'reconnect.last-event-id-emptied-later': {
    ...reestablish,
    level: 'may',
    summary:
      'Whether an ID that was sent once and emptied on a later connection is sent again is left open: the letter never removes the field, the intent does.',
  },
  'reconnect.last-event-id-space': {
    ...lastEventId,
    level: 'may',
    summary: 'How an ID that begins or ends with a space or tab is sent is left open; HTTP trims it.',
  },
  'reconnect.last-event-id-control': {
    ...lastEventId,
    level: 'may',
    summary: 'What becomes of an ID with control characters, which no field value may hold, is left open.',
  },
  'reconnect.id-survives': {
    ...lastEventId,
    url: `${html}#concept-event-stream-last-event-id`,
    summary: 'The last event ID string outlives its connection: an attempt that brings no block leaves it as it was.',
    hint: 'keep the string with the object, not with the connection',
  },
  'reconnect.id-buffer': {
    ...dispatch,
    url: `${html}#event-stream-interpretation`,
    level: 'may',
    summary:
      'Whether the events of a new connection carry the ID of the one before is left open: the buffer starts empty by the letter, engines carry it over.',
  },
  'reconnect.default-time': {
    ...attributes,
    url: `${html}#concept-event-stream-reconnection-time`,
    level: 'may',
    summary: 'Until a retry field comes, the reconnection time is the choice of the client, probably a few seconds.',
  },
  'reconnect.retry': {
    ...reestablish,
    url: `${html}#concept-event-stream-reconnection-time`,
    summary: 'A retry field sets the time for all later reconnections of the object, not only for the next one.',
    hint: 'keep the reconnection time with the object, not with the connection',
  },
  'reconnect.retry-own': {
    ...reestablish,
    url: `${html}#concept-event-stream-reconnection-time`,
    summary: 'A retry field leaves the reconnection time of other objects alone.',
  },
  'fail.ready-state': {
    ...failing,
    summary: 'A connection that fails leaves readyState CLOSED by the time error fires.',
  },
  'fail.error-event': { ...failing, summary: 'A connection that fails fires error exactly once.' },
  'fail.no-reconnect': { ...failing, summary: 'After a failure there is no further request.' },
  'fail.plain-event': {
    ...failing,
    summary: 'The event error is a plain Event, trusted, that neither bubbles nor can be cancelled.',
  },
  'close.ready-state': { ...closing, summary: 'When close() returns, readyState is CLOSED.' },
  'close.aborts': {
    ...closing,
    summary: 'close() aborts the fetch: the server sees the connection or its stream go.',
    hint: 'cancel the request itself, not only the reading of it',
  },
  'close.silent': { ...closing, summary: 'close() fires nothing itself, neither error nor close.' },
  'close.connecting': { ...closing, summary: 'close() before the answer keeps open and error from firing.' },
  'close.queued': {
    ...dispatch,
    summary: 'Events that wait in the queue when close() is called are not fired.',
    hint: 'look at readyState when firing, not when queueing',
  },
  'close.in-handler': {
    ...dispatch,
    summary: 'close() in a handler stops the events that follow in the same chunk.',
    hint: 'look at readyState before each event of a chunk',
  },
  'close.in-wait': {
    ...reestablish,
    summary: 'close() while the reconnection time runs cancels the reconnection.',
    hint: 'clear the timer, and look at readyState before fetching',
  },
  'close.final': { ...closing, summary: 'After close() there is no event and no request, ever.' },
  'close.again': { ...closing, summary: 'A second close() changes nothing and throws nothing.' },
  'message.interface': { ...dispatch, summary: 'The events of a stream are MessageEvents, with data as a string.' },
  'message.trusted': { ...dispatch, summary: 'The events of a stream are trusted.', status: 'planned' },
  'message.not-bubbling': { ...dispatch, summary: 'The events of a stream do not bubble.' },
  'message.not-cancelable': { ...dispatch, summary: 'The events of a stream cannot be cancelled.' },
  'message.origin': {
    ...dispatch,
    summary: 'The attribute origin is the serialized origin of the final URL, the one after all redirects.',
    hint: 'take the URL of the response, not that of the constructor',
  },
  'message.last-event-id': {
    ...dispatch,
    summary: 'The attribute lastEventId is the last event ID string at the dispatch of the event.',
  },
  'message.order': { ...dispatch, summary: 'Events are fired in the order of the stream, one task each.' },
  'message.named': {
    ...dispatch,
    summary: 'An event with a type of its own reaches the listeners of that type only, and not onmessage.',
  },
  'message.named-open-error': {
    ...dispatch,
    summary: 'An event that the server names open or error arrives as a MessageEvent of that type and changes no state.',
    hint: 'tell the two apart by the interface of the event, in listeners too',
  },
  'message.handler-throws': {
    ...dispatch,
    summary: 'A handler that throws changes nothing: later events fire and the connection stays.',
    hint: 'report the exception and go on',
  },
  'crossorigin.allow-origin': {
    ...corsCheck,
    security: true,
    summary:
      'A cross-origin response whose Access-Control-Allow-Origin does not allow the origin is a network error; not a byte of it is shown.',
    status: 'planned',
  },
  'crossorigin.credentials-wildcard': {
    ...corsCheck,
    security: true,
    summary: 'With withCredentials the wildcard in Access-Control-Allow-Origin allows nothing.',
    status: 'planned',
  },
  'crossorigin.credentials-true': {
    ...corsCheck,
    security: true,
    summary: 'With withCredentials the response is shown only if Access-Control-Allow-Credentials is exactly true.',
    status: 'planned',
  },
  'crossorigin.failure': {
    ...construct,
    level: 'may',
    summary: 'Whether a client reconnects or fails after a failed CORS check is left open; engines fail.',
    status: 'planned',
  },
  'crossorigin.stop-status': {
    ...construct,
    level: 'may',
    summary: 'A cross-origin 204 or 401 without CORS fields is a network error, and so it need not stop a client.',
    status: 'planned',
  },
  'crossorigin.preflight': {
    ...safelist,
    summary:
      'Whether a cross-origin reconnection with Last-Event-ID is preflighted is left open: an EventSource does not by the letter, a change under discussion would.',
    status: 'planned',
  },
  'crossorigin.preflight-scripted': {
    ...safelist,
    summary:
      'Last-Event-ID is not safelisted: a client built on fetch() or XMLHttpRequest preflights every cross-origin request that carries it.',
    status: 'planned',
  },
  'crossorigin.connect-src': {
    source: 'CSP',
    section: '6.1.2',
    url: 'https://www.w3.org/TR/CSP3/#directive-connect-src',
    level: 'must',
    security: true,
    roles: ['client'],
    summary: 'A URL that the connect-src directive of the page does not allow is not requested.',
    status: 'planned',
  },
  'scheme.local': {
    ...schemes,
    level: 'may',
    summary: 'Whether data: and blob: URLs of the media type open and then end, or fail, is left open.',
  },
  'scheme.other': { ...schemes, summary: 'URLs such as about:, mailto: and javascript: never open a stream.' },
  'lifetime.document': {
    ...collecting,
    url: `${html}#concept-eventsource-forcibly-close`,
    summary: 'When its document goes away for good, the object is closed and its fetch aborted.',
    status: 'planned',
  },
  'lifetime.connecting': {
    ...collecting,
    summary: 'An object that is CONNECTING and has a listener for open, message or error is not collected, referenced or not.',
    hint: 'hold the object while it works',
    status: 'planned',
  },
  'lifetime.open': {
    ...collecting,
    summary: 'An object that is OPEN and has a listener for message or error is not collected, referenced or not.',
    status: 'planned',
  },
  'lifetime.queued': {
    ...collecting,
    summary: 'An object with a task in the queue is not collected before the task has run.',
    status: { untestable: 'a task waits too short a time for a collection to be forced in between' },
  },
  'lifetime.collected': {
    ...collecting,
    summary: 'When an object is collected while its connection is open, its fetch is aborted.',
    status: 'planned',
  },
  'advice.keep-alive': {
    ...authoring,
    summary: 'A comment line every 15 seconds or so protects a stream from proxies that drop idle connections.',
  },
  'advice.identify': {
    ...authoring,
    summary:
      'Connections are told apart by an identifier in the URL; an IP address is shared by many clients, or one of many of the same client.',
    status: { untestable: 'by what a server tells its clients apart shows only to clients of several addresses' },
  },
  'advice.chunking': {
    ...authoring,
    summary: 'A layer that does the chunking and does not know the timing may hold events back; chunking may be turned off.',
    status: { untestable: 'which layer does the chunking does not show on the wire; the delay does, and has a clause of its own' },
  },
  'advice.connection-limit': {
    ...authoring,
    roles: ['client'],
    summary: 'A client may limit its connections to a host, browsers to six on HTTP/1.1; each stream holds one of them.',
    status: 'planned',
  },
  'push.offload': {
    ...authoring,
    section: '9.2.8',
    url: `${html}#eventsource-push`,
    roles: ['client'],
    summary: 'A client in a controlled network may hand its connection over to a push proxy; both together are then the client.',
    status: { untestable: 'by definition the pair behaves as one client' },
  },
  'push.formats': {
    ...authoring,
    section: '9.2.8',
    url: `${html}#eventsource-push`,
    roles: ['client'],
    summary: 'A client may support other formats of event framing besides text/event-stream.',
    status: { untestable: 'no other format is defined' },
  },
  'advice.diagnostics': {
    ...authoring,
    section: '9.2.10',
    url: `${html}#implementation-advice`,
    level: 'should',
    roles: ['client'],
    summary:
      'The developer console tells what happened to a connection, above all whenever error fires, since the event itself says nothing.',
    status: { untestable: 'consoles differ and have no common form' },
  },
} as const satisfies Catalogue
