import { empty, standard } from '../../server/steps.ts'
import { answering, type ServerMutant, serverMutant, set, streamField } from './mutant.ts'

const mediaType = (id: string, summary: string, ...values: readonly string[]) =>
  serverMutant(id, 'http.media-type', summary, streamField('Content-Type', ...values))
const caching = (id: string, clause: ServerMutant['clause'], summary: string, ...values: readonly string[]) =>
  serverMutant(id, clause, summary, streamField('Cache-Control', ...values))

/** Wrong in the head of the stream. */
export const headMutants: readonly ServerMutant[] = [
  ...[201, 202, 206].map((status) =>
    serverMutant(
      `status-${status}`,
      'http.status',
      `opens a stream with ${status}`,
      answering('get', (answer) => ({ ...answer, status })),
    ),
  ),
  mediaType('type-plain', 'calls the stream text/plain', 'text/plain'),
  mediaType('type-json', 'calls the stream application/json', 'application/json'),
  mediaType('type-plural', 'calls the stream text/event-streams', 'text/event-streams'),
  mediaType('type-joined', 'joins two types in one field', 'text/event-stream, text/html'),
  mediaType('type-none', 'sends no Content-Type'),
  { ...mediaType('type-twice', 'sends two Content-Type fields', 'text/event-stream', 'text/html; charset=utf-8'), http: '1.1' },
  serverMutant('charset-latin-1', 'mime.charset', 'names ISO 8859-1', streamField('Content-Type', 'text/event-stream; charset=iso-8859-1')),
  serverMutant('charset-utf8', 'mime.charset', 'writes utf8 for utf-8', streamField('Content-Type', 'text/event-stream;charset=utf8')),
  caching('cache-public', 'http.not-shared', 'lets every cache keep the stream', 'public, max-age=60, no-transform'),
  caching('cache-silent', 'http.not-shared', 'says nothing of storing', 'no-transform'),
  caching('cache-no-cache', 'http.no-cache-stores', 'relies on no-cache', 'no-cache, no-transform'),
  serverMutant('cache-authorized', 'http.authorized-not-shared', 'opens the answer to Authorization to shared caches', {
    steps: {
      streamFields: (asked) =>
        asked.field('authorization') === null
          ? standard.streamFields(asked)
          : set(standard.streamFields(asked), 'Cache-Control', 'public, s-maxage=60, no-transform'),
    },
  }),
  serverMutant('stop-stored', 'http.stop-not-stored', 'lets caches keep the answer that stops clients', {
    status: 204,
    steps: { get: () => ({ status: 204, fields: [['Vary', 'Origin']], content: 'none' }) },
  }),
  caching('cache-must-revalidate', 'http.authorized-not-shared', 'sends must-revalidate', 'must-revalidate, no-transform'),
  serverMutant('accel-silent', 'delivery.accel-buffering', 'says nothing to nginx', streamField('X-Accel-Buffering')),
  serverMutant('accel-yes', 'delivery.accel-buffering', 'asks nginx to buffer', streamField('X-Accel-Buffering', 'yes')),
  caching('transformable', 'delivery.no-transform', 'lets proxies recode the stream', 'no-store'),
]

const refused = (status: number) =>
  empty(status, [
    ['Content-Length', '0'],
    ['Vary', 'Origin'],
  ])
const unauthorized = refused(401)

/** Wrong in what they answer to other methods, and to requests they do not like. */
export const methodMutants: readonly ServerMutant[] = [
  serverMutant('head-other-type', 'http.head-fields', 'calls the stream text/html in the answer to HEAD', {
    steps: {
      head: (asked, rules, steps) => {
        const answer = standard.head(asked, rules, steps)
        return { ...answer, fields: set(answer.fields, 'Content-Type', 'text/html') }
      },
    },
  }),
  serverMutant('head-untyped', 'http.head-may-omit', 'leaves Content-Type out of the answer to HEAD', {
    steps: {
      head: (asked, rules, steps) => {
        const answer = standard.head(asked, rules, steps)
        return { ...answer, fields: set(answer.fields, 'Content-Type') }
      },
    },
  }),
  serverMutant(
    'options-silent',
    'http.options-allow',
    'answers OPTIONS with 200 and tells nothing',
    answering('options', (answer) => ({ ...answer, status: 200, fields: [...set(answer.fields, 'Allow'), ['Content-Length', '0']] })),
  ),
  serverMutant('stream-for-all', 'http.501', 'sends the stream whatever the method', {
    steps: { notAllowed: (...asked) => standard.get(...asked), notImplemented: (...asked) => standard.get(...asked) },
  }),
  serverMutant(
    'unknown-400',
    'http.501',
    'answers an unknown method with 400',
    answering('notImplemented', (answer) => ({ ...answer, status: 400 })),
  ),
  serverMutant('no-allow', 'http.405-allow', 'sends 405 without Allow', {
    steps: { notAllowed: () => without405(), notImplemented: () => without405() },
  }),
  serverMutant('allow-without-get', 'http.405-allow', 'leaves GET out of Allow', {
    steps: { notAllowed: () => without405('OPTIONS'), notImplemented: () => without405('OPTIONS') },
  }),
  ...[400, 500].map((status) =>
    serverMutant(
      `accept-${status}`,
      'http.not-acceptable',
      `answers ${status} where Accept excludes the type`,
      answering('get', (answer, { field }) => {
        const accept = field('accept')
        return accept === null || /text\/(?:event-stream|\*)|\*\/\*/.test(accept) ? answer : refused(status)
      }),
    ),
  ),
  serverMutant('options-401', 'http.401-challenge', 'answers OPTIONS with 401 and no challenge', {
    steps: { options: () => unauthorized },
  }),
]

const without405 = (allow?: string) =>
  empty(405, [...(allow === undefined ? [] : [['Allow', allow] as const]), ['Content-Length', '0'], ['Vary', 'Origin']])
