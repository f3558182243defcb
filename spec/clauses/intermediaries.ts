import type { Catalogue } from '../clause.ts'

const rfc = 'https://www.rfc-editor.org/rfc'
const forwarding = { source: 'RFC 9110', section: '5.1', url: `${rfc}/rfc9110#section-5.1`, level: 'must', roles: ['proxy'] } as const
const caching = { ...forwarding, source: 'RFC 9111', security: true } as const
const gateway = { ...forwarding, source: 'practice', section: 'RFC 9110, 3.7', url: `${rfc}/rfc9110#section-3.7`, level: 'should' } as const

/** What holds for whatever stands between client and server; a reverse proxy is a gateway, bound by practice for the most part. */
export const intermediaries = {
  'proxy.unknown-fields': {
    ...forwarding,
    summary: 'Fields that a proxy does not know are forwarded, Last-Event-ID among them.',
    hint: 'forward everything but the connection options; do not keep a list of known fields',
    status: 'planned',
  },
  'proxy.unchanged-fields': {
    ...forwarding,
    summary: 'The values of fields that a proxy does not know are forwarded byte for byte.',
    hint: 'treat values as bytes, also beyond ASCII',
    status: 'planned',
  },
  'proxy.connection-options': {
    ...forwarding,
    section: '7.6.1',
    url: `${rfc}/rfc9110#section-7.6.1`,
    summary: 'Connection and the fields it names are taken off before a message is forwarded.',
    status: 'planned',
  },
  'proxy.authorization': {
    ...forwarding,
    section: '11.6.2',
    url: `${rfc}/rfc9110#section-11.6.2`,
    summary: 'Authorization is forwarded without change.',
    status: 'planned',
  },
  'proxy.challenges': {
    ...forwarding,
    section: '11.6.1',
    url: `${rfc}/rfc9110#section-11.6.1`,
    summary: 'WWW-Authenticate is forwarded without change.',
    status: 'planned',
  },
  'proxy.no-transform': {
    ...forwarding,
    source: 'RFC 9111',
    section: '5.2.2.6',
    url: `${rfc}/rfc9111#section-5.2.2.6`,
    summary: 'The content of a response with no-transform is not transformed, and so not compressed either.',
    status: 'planned',
  },
  'proxy.no-store': {
    ...caching,
    section: '5.2.2.5',
    url: `${rfc}/rfc9111#section-5.2.2.5`,
    summary: 'A response with no-store is not stored.',
    status: 'planned',
  },
  'proxy.private': {
    ...caching,
    section: '5.2.2.7',
    url: `${rfc}/rfc9111#section-5.2.2.7`,
    summary: 'A response with private is not stored in a shared cache.',
    status: 'planned',
  },
  'proxy.no-cache': {
    ...forwarding,
    source: 'RFC 9111',
    section: '5.2.2.4',
    url: `${rfc}/rfc9111#section-5.2.2.4`,
    summary: 'A stored response with no-cache is not used again before the server has confirmed it.',
    status: 'planned',
  },
  'proxy.authorized': {
    ...caching,
    section: '3.5',
    url: `${rfc}/rfc9111#section-3.5`,
    summary:
      'The answer to a request with Authorization is not used for another request unless it says public, s-maxage or must-revalidate.',
    status: 'planned',
  },
  'gateway.last-event-id': { ...gateway, summary: 'Last-Event-ID is passed on to the origin.', status: 'planned' },
  'gateway.last-event-id-utf8': { ...gateway, summary: 'A Last-Event-ID beyond ASCII is passed on byte for byte.', status: 'planned' },
  'gateway.accept': { ...gateway, summary: 'Accept is passed on to the origin.', status: 'planned' },
  'gateway.origin': { ...gateway, summary: 'Origin is passed on to the origin server.', status: 'planned' },
  'gateway.cookie': { ...gateway, summary: 'Cookie is passed on to the origin.', status: 'planned' },
  'gateway.cors-fields': {
    ...gateway,
    summary: 'The CORS fields of a response, and Vary with them, reach the client as the origin sent them.',
    hint: 'do not add Access-Control-Allow-Origin where the origin sets it: two values match nothing',
    status: 'planned',
  },
  'gateway.caching-fields': {
    ...gateway,
    summary: 'The caching fields of a response reach the client as the origin sent them.',
    status: 'planned',
  },
  'gateway.prompt': {
    ...gateway,
    summary: 'Each event is delivered when the origin has flushed it, comments included.',
    hint: 'turn response buffering off for streams, as with proxy_buffering off',
    status: 'planned',
  },
  'gateway.no-coalescing': {
    ...gateway,
    summary: 'Events are not collected until a timeout and then delivered together.',
    status: 'planned',
  },
  'gateway.compression': {
    ...gateway,
    summary: 'Compression by the gateway holds no event back.',
    hint: 'take text/event-stream off the list of types to compress, or flush after each read',
    status: 'planned',
  },
  'gateway.not-cached': {
    ...gateway,
    summary: 'Two requests for a stream lead to two requests at the origin; none is answered from a cache.',
    status: 'planned',
  },
  'gateway.no-length': { ...gateway, summary: 'No Content-Length is added to an open-ended stream.', status: 'planned' },
  'gateway.idle': {
    ...gateway,
    summary: 'A stream that is idle lives longer than the keep-alive interval of its origin.',
    hint: 'raise the read timeout above that interval, as with proxy_read_timeout',
    status: 'planned',
  },
  'gateway.origin-end': {
    ...gateway,
    summary: 'When the origin ends a stream, the client sees its end within bounded time.',
    status: 'planned',
  },
  'gateway.client-end': {
    ...gateway,
    summary: 'When the client disconnects, the origin sees it within bounded time.',
    hint: 'close the upstream connection with the downstream one; some gateways notice only at the next write',
    status: 'planned',
  },
  'gateway.final-statuses': {
    ...gateway,
    summary: 'A 204, 401, 403 or 405 of the origin reaches the client as it is, with its fields.',
    hint: 'do not put error pages or retries of your own in their place',
    status: 'planned',
  },
} as const satisfies Catalogue
