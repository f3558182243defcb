import { empty, standard } from '../../server/steps.ts'
import { answering, type ServerMutant, serverMutant, streamField } from './mutant.ts'

/** A refusal of those who accept images only. */
const unacceptable = (id: string, clause: ServerMutant['clause'], summary: string, status: number) =>
  serverMutant(
    id,
    clause,
    summary,
    answering('get', (answer, { field }) =>
      field('accept') === 'image/png'
        ? {
            status,
            fields: [
              ['Content-Length', '0'],
              ['Vary', 'Origin'],
            ],
            content: 'none',
          }
        : answer,
    ),
  )

/** Wrong in what answers mean to clients and caches. */
export const conductMutants: readonly ServerMutant[] = [
  serverMutant(
    'type-application',
    'mime.type',
    'calls the stream application/event-stream',
    streamField('Content-Type', 'application/event-stream'),
  ),
  serverMutant('type-x', 'mime.type', 'calls the stream text/x-event-stream', streamField('Content-Type', 'text/x-event-stream')),
  serverMutant('charset-named', 'mime.charset-pointless', 'names utf-8', streamField('Content-Type', 'text/event-stream; charset=utf-8')),
  serverMutant(
    'not-modified',
    'http.no-304',
    'says of a stream that it is as it was',
    answering('get', (answer, { field }) => (field('if-modified-since') === null ? answer : empty(304, [['Vary', 'Origin']]))),
  ),
  serverMutant('etag', 'http.no-validator', 'gives the stream an ETag', streamField('ETag', '"1"')),
  serverMutant(
    'modified',
    'http.no-validator',
    'says when the stream was modified',
    streamField('Last-Modified', 'Mon, 02 Nov 2026 10:00:00 GMT'),
  ),
  unacceptable('gone-stored', 'http.final-not-stored', 'lets caches keep a 404', 404),
  unacceptable('too-many', 'http.429', 'stops clients with 429', 429),
  unacceptable('unavailable', 'http.503', 'stops clients with 503', 503),
  serverMutant('finite', 'mime.open-ended', 'sends a list that has an end', {
    scene: { first: 5000, lifetime: 30 },
    steps: { opening: () => 'data: one\n\ndata: two\n\n' },
  }),
  serverMutant('trace-404', 'http.405', 'answers a method that is not allowed with 404', {
    steps: {
      notAllowed: () =>
        empty(404, [
          ['Content-Length', '0'],
          ['Vary', 'Origin'],
        ]),
    },
  }),
  serverMutant('trace-stream', 'http.405', 'sends the stream in answer to TRACE', {
    steps: { notAllowed: (...asked) => standard.get(...asked) },
  }),
  serverMutant('rarely', 'advice.keep-alive', 'says nothing for a while', { scene: { first: 850, keepAlive: 60_000, lifetime: 900 } }),
]
