import type { ClauseId } from '../../../spec/clauses.ts'
import type { Source } from '../../eventsource/source.ts'
import { standard } from '../../eventsource/steps.ts'
import { type ClientMutant, clientMutant, fetching } from './mutant.ts'
import { reading, seenAs } from './seen-as.ts'

/** Takes some answers for event streams that are none. */
const taking = (id: string, clause: ClauseId, summary: string, isTaken: (response: Response) => boolean): ClientMutant =>
  clientMutant(id, clause, summary, {
    steps: {
      processResponse: (source, response) =>
        standard.processResponse(source, isTaken(response) ? seenAs(response, { status: 200, type: 'text/event-stream' }) : response),
    },
  })

/** Refuses some answers that are event streams. */
const refusing = (id: string, clause: ClauseId, summary: string, isRefused: (type: string, response: Response) => boolean): ClientMutant =>
  clientMutant(id, clause, summary, {
    steps: {
      async processResponse(source, response) {
        const { status, headers } = response
        if (status === 200 && isRefused(headers.get('content-type') ?? '', response)) return { step: 'fail', reason: 'refused' }
        return standard.processResponse(source, response)
      },
    },
  })

/** Comes back after answers that are final. */
const retrying = (id: string, clause: ClauseId, summary: string, isRetried: (response: Response) => boolean): ClientMutant =>
  clientMutant(id, clause, summary, {
    steps: {
      async processResponse(source, response) {
        if (isRetried(response)) return { step: 'reestablish', reason: 'try again' }
        return standard.processResponse(source, response)
      },
    },
  })

/** Looks at the Content-Type of an answer only where this is so; `isKnown`: the object has had a stream. */
const lookingOnce = (id: string, clause: ClauseId, summary: string, isLooked: (response: Response) => boolean): ClientMutant =>
  clientMutant(id, clause, summary, {
    steps: () => {
      const known = new WeakSet<Source>()
      return {
        async announce(source) {
          known.add(source)
          await standard.announce(source)
        },
        processResponse: (source, response) =>
          standard.processResponse(
            source,
            known.has(source) && is200(response) && !isLooked(response) ? seenAs(response, { type: 'text/event-stream' }) : response,
          ),
      }
    },
  })

const essence = (response: Response) => response.headers.get('content-type') ?? ''
const is200 = ({ status }: Response) => status === 200

const recoding = (response: Response): Response => {
  const [, charset] = /charset=([\w-]+)/.exec(essence(response)) ?? []
  if (charset === undefined || /^utf-?8$/i.test(charset)) return response
  const recoded = response.body?.pipeThrough(new TextDecoderStream(charset)).pipeThrough(new TextEncoderStream())
  return seenAs(response, { body: recoded ?? null })
}

/** Wrong about which answer is an event stream, or what is read from it. */
export const answerMutants: readonly ClientMutant[] = [
  taking(
    'status-ignored',
    'response.status',
    'takes any status for a 200',
    ({ status }) => ![200, 301, 302, 303, 307, 308].includes(status),
  ),
  taking('status-2xx', 'response.status', 'takes every 2xx for a 200', ({ ok }) => ok),
  retrying(
    'status-retried',
    'response.status',
    'comes back after any status but 200',
    ({ status, type }) => status !== 200 && type !== 'error',
  ),
  retrying('status-5xx-retried', 'response.status', 'comes back after a 5xx', ({ status }) => status >= 500),
  retrying('status-501-retried', 'response.status', 'comes back after a 501 or a 505', ({ status }) => status === 501 || status === 505),
  retrying('status-429-retried', 'response.status', 'comes back after a 429', ({ status }) => status === 429),
  retrying('status-408-retried', 'response.status', 'comes back after a 408', ({ status }) => status === 408),
  refusing('reason-phrase', 'response.status', 'wants the reason phrase OK', (_, { statusText }) => statusText !== 'OK'),
  clientMutant(
    'location-of-any-status',
    'response.status',
    'follows the Location of whatever is no redirect',
    fetching((right) => async (input, init) => {
      const response = await right(input, init)
      const location = response.headers.get('location')
      return location === null || response.status === 200 ? response : right(new URL(location, String(input)), init)
    }),
  ),
  clientMutant('status-421-retried', 'response.status', 'asks for ever after a 421', {
    steps: {
      async processResponse(source, response) {
        if (response.status === 421) return { step: 'reestablish', reason: 'misdirected' }
        return standard.processResponse(source, response)
      },
    },
  }),
  retrying('status-204-retried', 'response.stop-204', 'comes back after a 204', ({ status }) => status === 204),
  clientMutant(
    'status-401-repeated',
    'response.retried-status',
    'asks once more after a 401',
    fetching((right) => async (...asked) => {
      const response = await right(...asked)
      return response.status === 401 ? right(...asked) : response
    }),
  ),
  taking('type-ignored', 'response.content-type', 'opens a stream of any type', (response) => is200(response) && essence(response) !== ''),
  taking(
    'type-prefix',
    'response.content-type',
    'looks only at how the type begins',
    (response) => is200(response) && essence(response).startsWith('text/event'),
  ),
  taking(
    'type-included',
    'response.content-type',
    'looks for the type anywhere in the value',
    (response) => is200(response) && essence(response).includes('text/event-stream'),
  ),
  taking(
    'type-empty',
    'response.content-type',
    'opens a stream whose Content-Type is empty',
    (response) => is200(response) && response.headers.has('content-type') && essence(response) === '',
  ),
  taking(
    'type-missing',
    'response.content-type-missing',
    'opens a stream without Content-Type',
    (response) => is200(response) && !response.headers.has('content-type'),
  ),
  taking(
    'type-of-last',
    'response.content-type-ambiguous',
    'goes by the last of several Content-Types',
    (response) => is200(response) && essence(response).endsWith(', text/event-stream'),
  ),
  lookingOnce(
    'type-once',
    'response.content-type',
    'looks at the type of its first answer only',
    ({ headers }) => !headers.has('content-type'),
  ),
  lookingOnce('type-missing-later', 'response.content-type-missing', 'opens a later stream without Content-Type', ({ headers }) =>
    headers.has('content-type'),
  ),
  refusing('type-case', 'response.content-type-case', 'wants the type in lower case', (type) => !type.startsWith('text/event-stream')),
  refusing('type-exact', 'response.content-type-parameters', 'takes no parameter', (type) => type !== 'text/event-stream'),
  refusing(
    'type-one-space',
    'response.content-type-parameters',
    'wants one space between type and parameter',
    (type) => type.includes(';') && !type.startsWith('text/event-stream; '),
  ),
  refusing('type-charset-only', 'response.content-type-parameters', 'takes no parameter but charset', (type) =>
    /;\s*(?!charset)\w/i.test(type),
  ),
  refusing('charset-utf8-only', 'mime.charset-ignored', 'takes no charset but UTF-8', (type) => /charset=(?!"?utf-8)/i.test(type)),
  clientMutant('charset-heeded', 'mime.charset-ignored', 'reads a stream in the charset that it is said to be in', reading(recoding)),
  clientMutant('events-dropped', 'message.order', 'drops what is more than 10,000 events', {
    steps: () => {
      const counts = new WeakMap<AbortController, number>()
      return {
        async dispatch(source, event, origin) {
          const count = (counts.get(source.closing) ?? 0) + 1
          counts.set(source.closing, count)
          if (count <= 10_000) await standard.dispatch(source, event, origin)
        },
      }
    },
  }),
  clientMutant('scheme-opened', 'scheme.other', 'fires open before it has asked anybody', {
    steps: {
      async fail(source, reason) {
        if (!source.url.startsWith('http')) source.target.dispatchEvent(new Event('open'))
        await standard.fail(source, reason)
      },
    },
  }),
  clientMutant('data-refused', 'scheme.local', 'opens nothing but http and https', {
    steps: {
      request(source) {
        if (!source.url.startsWith('http')) throw new TypeError('no such scheme')
        return standard.request(source)
      },
    },
  }),
]
