import type { ClauseId } from '../../../spec/clauses.ts'
import type { Source, Steps } from '../../eventsource/source.ts'
import { standard } from '../../eventsource/steps.ts'
import { type ClientMutant, clientMutant, fetching } from './mutant.ts'

const name = 'Last-Event-ID'

/** Changes the fields of a request, knowing the object. */
const fields = (change: (headers: Headers, source: Source) => void): { readonly steps: Partial<Steps> } => ({
  steps: {
    request(source) {
      const { url, init } = standard.request(source)
      const headers = new Headers(init.headers)
      change(headers, source)
      return { url, init: { ...init, headers } }
    },
  },
})

/** Sends another ID than it has: `change` gets the bytes as characters; nothing takes the field away. */
const sending = (id: string, clause: ClauseId, summary: string, change: (value: string, source: Source) => string | undefined) =>
  clientMutant(
    id,
    clause,
    summary,
    fields((headers, source) => {
      const value = headers.get(name)
      if (value === null) return
      const other = change(value, source)
      if (other === undefined) headers.delete(name)
      else headers.set(name, other)
    }),
  )

/** Forgets its ID at some moments. */
const forgetting = (id: string, summary: string, steps: Partial<Steps>) => clientMutant(id, 'reconnect.id-survives', summary, { steps })

/** Wrong about the ID that a client comes back with. */
export const resumingMutants: readonly ClientMutant[] = [
  sending('id-never-sent', 'reconnect.last-event-id', 'never sends an ID', () => undefined),
  sending('id-zero-lost', 'reconnect.last-event-id', 'takes the ID 0 for none', (value) => (value === '0' ? undefined : value)),
  sending('id-number', 'reconnect.last-event-id', 'takes an ID of digits for a number', (value) =>
    /^\d+$/.test(value) ? `${Number(value)}` : value,
  ),
  sending('id-encoded', 'reconnect.last-event-id', 'percent-encodes an ID', (value) => encodeURIComponent(value)),
  sending('id-decoded', 'reconnect.last-event-id', 'decodes percent signs of an ID', (value) => value.replace(/%41/g, 'A')),
  sending('id-cut', 'reconnect.last-event-id', 'cuts an ID at 256 bytes', (value) => value.slice(0, 256)),
  sending('id-word', 'reconnect.last-event-id', 'sends an ID up to its first space', (value) => value.split(' ')[0]),
  sending('id-comma', 'reconnect.last-event-id', 'sends an ID up to its first comma', (value) => value.split(',')[0]),
  sending('id-unquoted', 'reconnect.last-event-id', 'takes the quotes off an ID', (value) => value.replace(/^"(.*)"$/, '$1')),
  clientMutant('id-of-events-only', 'reconnect.last-event-id', 'keeps only the ID of what it fires', {
    steps: () => {
      const fired = new WeakMap<Source, string>()
      return {
        dispatch(source, event, origin) {
          fired.set(source, event.lastEventId)
          return standard.dispatch(source, event, origin)
        },
        request: (source) => standard.request({ ...source, lastEventId: fired.get(source) ?? '' }),
      }
    },
  }),
  clientMutant(
    'id-undefined',
    'reconnect.last-event-id',
    'sends the word undefined where it has no ID',
    fields((headers, { lastEventId, readyState, failures, reconnectionTime }) => {
      if (lastEventId === '' && reconnectionTime === 10 && readyState === 0 && failures === 0) headers.set(name, 'undefined')
    }),
  ),
  clientMutant('id-of-first', 'reconnect.last-event-id', 'keeps the first ID that it has seen', {
    steps: () => {
      const first = new WeakMap<Source, string>()
      return {
        request(source) {
          if (source.lastEventId !== '' && !first.has(source)) first.set(source, source.lastEventId)
          return standard.request({ ...source, lastEventId: first.get(source) ?? '' })
        },
        decoding: {
          ...standard.decoding,
          id(stream, value) {
            if (stream.idBuffer === '' || value === '') standard.decoding.id(stream, value)
          },
        },
      }
    },
  }),
  clientMutant('id-cleared-by-event', 'reconnect.last-event-id', 'forgets the ID at an event that has none', {
    steps: {
      decoding: {
        ...standard.decoding,
        dispatch(stream) {
          standard.decoding.dispatch(stream)
          stream.idBuffer = ''
        },
      },
    },
  }),
  clientMutant(
    'id-latin1',
    'reconnect.last-event-id-utf8',
    'sends an ID in Latin-1, with question marks beyond',
    fields((headers, { lastEventId }) => {
      if (lastEventId !== '') headers.set(name, [...lastEventId].map((char) => (char > 'ÿ' ? '?' : char)).join(''))
    }),
  ),
  clientMutant(
    'id-ascii-only',
    'reconnect.last-event-id-utf8',
    'sends no ID with other than ASCII characters',
    fields((headers, { lastEventId }) => {
      if (/[^ -~]/.test(lastEventId)) headers.delete(name)
    }),
  ),
  clientMutant('id-appended', 'reconnect.last-event-id-once', 'adds a newer ID to the one before', {
    steps: () => {
      const all = new WeakMap<Source, string[]>()
      return {
        request(source) {
          const { url, init } = standard.request(source)
          const known = all.get(source) ?? []
          if (source.lastEventId !== '' && known.at(-1) !== source.lastEventId) known.push(source.lastEventId)
          all.set(source, known)
          const headers = new Headers(init.headers)
          if (known.length > 1) headers.set(name, known.join(', '))
          return { url, init: { ...init, headers } }
        },
      }
    },
  }),
  clientMutant(
    'id-empty-sent',
    'reconnect.last-event-id-empty',
    'sends an ID that was emptied as a field without a value',
    fields((headers, source) => {
      if (source.lastEventId === '' && source.reconnectionTime === 10 && source.readyState === 0) headers.set(name, '')
    }),
  ),
  clientMutant('id-empty-ignored', 'reconnect.last-event-id-empty', 'sends the ID before the one that was empty', {
    steps: () => {
      const last = new WeakMap<object, string>()
      return {
        decoding: {
          ...standard.decoding,
          id(stream, value) {
            standard.decoding.id(stream, value === '' ? (last.get(stream) ?? '') : value)
            if (value !== '') last.set(stream, value)
          },
        },
      }
    },
  }),
  clientMutant('id-letter', 'reconnect.last-event-id-emptied-later', 'never takes the field off its request again', {
    steps: () => {
      const sent = new WeakMap<Source, string>()
      return {
        request(source) {
          if (source.lastEventId !== '') sent.set(source, source.lastEventId)
          return standard.request({ ...source, lastEventId: source.lastEventId || (sent.get(source) ?? '') })
        },
      }
    },
  }),
  clientMutant('id-buffer-empty', 'reconnect.id-buffer', 'starts each connection with an empty ID buffer', {
    steps: {
      interpret(source, response) {
        const kept = source.lastEventId
        source.lastEventId = ''
        const read = standard.interpret(source, response)
        source.lastEventId ||= kept
        return read
      },
      dispatch(source, event, origin) {
        source.lastEventId = event.lastEventId
        return standard.dispatch(source, event, origin)
      },
    },
  }),
  sending(
    'id-untrimmed',
    'reconnect.last-event-id-space',
    'writes an underscore where an ID ends with a space',
    (value, { lastEventId }) => (lastEventId.endsWith(' ') ? `${value.trimEnd()}_` : value),
  ),
  clientMutant('id-control-fatal', 'reconnect.last-event-id-control', 'stops at an ID that no field can hold', {
    steps: {
      request(source) {
        if (/[\u0000-\u0008]/.test(source.lastEventId)) throw new TypeError('invalid field value')
        return standard.request(source)
      },
    },
  }),
  clientMutant(
    'id-at-first',
    'request.no-last-event-id',
    'sends an empty ID with its first request',
    fields((headers) => {
      if (!headers.has(name)) headers.set(name, '')
    }),
  ),
  clientMutant('id-of-others', 'request.no-last-event-id', 'begins with the ID of the object before it', {
    steps: () => {
      const latest = { id: '' }
      return {
        dispatch(source, event, origin) {
          latest.id = event.lastEventId
          return standard.dispatch(source, event, origin)
        },
        request: (source) => standard.request({ ...source, lastEventId: source.lastEventId || latest.id }),
      }
    },
  }),
  forgetting('id-lost-by-empty-stream', 'forgets its ID at a stream that brings none', {
    interpret(source, response) {
      source.lastEventId = ''
      return standard.interpret(source, response)
    },
  }),
  forgetting('id-lost-by-failure', 'forgets its ID when an attempt fails', {
    networkError(source, error) {
      source.lastEventId = ''
      return standard.networkError(source, error)
    },
  }),
  forgetting('id-lost-by-break', 'forgets its ID when a stream breaks off', {
    async processResponse(source, response) {
      const next = await standard.processResponse(source, response)
      if (next.reason.startsWith('the response broke off')) source.lastEventId = ''
      return next
    },
  }),
  clientMutant(
    'id-lost-at-redirect',
    'redirect.last-event-id',
    'sends no ID after a redirect',
    redirecting(() => true),
  ),
  clientMutant(
    'id-lost-elsewhere',
    'redirect.last-event-id',
    'sends no ID after a redirect to another origin',
    redirecting((from, to) => new URL(from).origin !== new URL(to).origin),
  ),
]

/** Follows redirects itself, and takes the ID off where it should not. */
function redirecting(isLost: (from: string, to: string) => boolean) {
  return fetching((right) => async (input, init) => {
    let url = String(input)
    const headers = new Headers(init?.headers)
    for (;;) {
      const response = await right(url, { ...init, headers, redirect: 'manual' })
      const location = response.headers.get('location')
      if (![301, 302, 303, 307, 308].includes(response.status) || location === null) return response
      const next = new URL(location, url).href
      if (isLost(url, next)) headers.delete(name)
      url = next
    }
  })
}
