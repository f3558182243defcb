import type { ClauseId } from '../../../spec/clauses.ts'
import type { Source, Steps } from '../../eventsource/source.ts'
import { standard } from '../../eventsource/steps.ts'
import { type ClientMutant, clientMutant, fetching } from './mutant.ts'

type Asked = { readonly url: string; readonly init: RequestInit }

/** Asks in another way; `isLater` from the second request on. The first call only sees whether the request can be made. */
const asking = (change: (asked: Asked, isLater: boolean, source: Source) => Asked): { readonly steps: () => Partial<Steps> } => ({
  steps: () => {
    const counts = new WeakMap<Source, number>()
    return {
      request(source) {
        const count = (counts.get(source) ?? 0) + 1
        counts.set(source, count)
        return change(standard.request(source), count > 2, source)
      },
    }
  },
})

const headersOf = ({ init }: Asked, change: (headers: Headers) => void): RequestInit => {
  const headers = new Headers(init.headers)
  change(headers)
  return { ...init, headers }
}

/** Says something of a cache in its own way. */
const caching = (id: string, clause: ClauseId, summary: string, kept: string, when: (isLater: boolean) => boolean) =>
  clientMutant(
    id,
    clause,
    summary,
    asking((asked, isLater) =>
      when(isLater)
        ? { url: asked.url, init: { ...headersOf(asked, (headers) => headers.set(kept, 'no-cache')), cache: 'default' } }
        : asked,
    ),
  )

const always = () => true
const onlyLater = (isLater: boolean) => isLater

type Step = { readonly status: number; readonly from: string; readonly location: string | null; readonly count: number }

/** Follows redirects itself: `decide` says where to, which answer to give instead, or that it is over. */
const following = (decide: (step: Step, response: Response) => string | Response, keep = (_: Headers, __: string, ___: string) => {}) =>
  fetching((right) => async (input, init) => {
    const headers = new Headers(init?.headers)
    let url = String(input)
    for (let count = 1; ; count += 1) {
      const response = await right(url, { ...init, headers, redirect: 'manual' })
      if (![301, 302, 303, 307, 308].includes(response.status)) return response
      const next = decide({ status: response.status, from: url, location: response.headers.get('location'), count }, response)
      if (typeof next !== 'string') return next
      keep(headers, url, next)
      url = next
    }
  })

/** As Fetch does. */
const rightly = ({ from, location, count }: Step, response: Response, most = 20): string | Response => {
  if (location === null) return response
  if (count > most) throw new TypeError('too many redirects')
  const url = new URL(location, from)
  if (!/^https?:$/.test(url.protocol)) throw new TypeError('no such scheme')
  return url.href
}

const dropAuthorization = (headers: Headers, from: string, to: string) => {
  if (new URL(from).origin !== new URL(to).origin) headers.delete('authorization')
}

const notFollowed = (...statuses: readonly number[]) =>
  following((step, response) => (statuses.includes(step.status) ? response : rightly(step, response)), dropAuthorization)

/** An answer taken for the stream that it never led to. */
const asStream = ({ body }: Response) => new Response(body, { headers: { 'Content-Type': 'text/event-stream' } })

const isRelative = (location: string | null) => location !== null && !/^[a-z]+:/i.test(location)

/** Wrong about what is asked, and where redirects lead. */
export const askingMutants: readonly ClientMutant[] = [
  clientMutant(
    'asks-with-post',
    'request.get',
    'asks with POST',
    asking(({ url, init }) => ({ url, init: { ...init, method: 'POST' } })),
  ),
  clientMutant(
    'query-decoded',
    'request.get',
    'decodes the query',
    asking(({ url, init }) => ({ url: url.replaceAll('%2F', '/'), init })),
  ),
  clientMutant(
    'query-dropped',
    'request.get',
    'leaves the query out',
    asking(({ url, init }) => ({ url: url.replace(/\?.*/, ''), init })),
  ),
  clientMutant(
    'accept-missing',
    'request.accept',
    'does not say what it accepts',
    asking((asked) => ({ url: asked.url, init: headersOf(asked, (headers) => headers.delete('accept')) })),
  ),
  caching('cache-control-missing', 'request.cache-control', 'sends no Cache-Control', 'Pragma', always),
  caching('cache-control-once', 'request.cache-control', 'sends Cache-Control with its first request only', 'Pragma', onlyLater),
  caching('pragma-missing', 'request.pragma', 'sends no Pragma', 'Cache-Control', always),
  clientMutant(
    'fragment-sent',
    'mime.fragment',
    'sends the fragment',
    asking(({ url, init }) => ({ url: url.replace('#', '%23'), init })),
  ),
  clientMutant(
    'given-once',
    'reconnect.same-request',
    'sends what it is given with its first request only',
    asking((asked, isLater) => {
      if (!isLater) return asked
      const {
        body: _,
        method: __,
        ...init
      } = headersOf(asked, (headers) => {
        headers.delete('x-kit')
        headers.delete('authorization')
      })
      return { url: asked.url, init }
    }),
  ),
  clientMutant(
    'body-once',
    'reconnect.same-request',
    'sends its body with its first request only',
    asking((asked, isLater) => {
      const { body: _, ...init } = asked.init
      return isLater ? { url: asked.url, init } : asked
    }),
  ),
  clientMutant('redirect-301-lost', 'redirect.followed', 'follows no 301 and no 308', notFollowed(301, 308)),
  clientMutant('redirect-302-only', 'redirect.followed', 'follows a 302 and nothing else', notFollowed(301, 303, 307, 308)),
  clientMutant('redirect-temporary-lost', 'redirect.followed', 'follows no 302', notFollowed(302)),
  clientMutant(
    'redirect-home-only',
    'redirect.followed',
    'follows no redirect to another origin',
    following((step, response) => {
      const next = rightly(step, response)
      return typeof next === 'string' && new URL(next).origin !== new URL(step.from).origin ? response : next
    }),
  ),
  clientMutant(
    'location-absolute-only',
    'redirect.followed',
    'follows no relative Location',
    following((step, response) => (isRelative(step.location) ? response : rightly(step, response)), dropAuthorization),
  ),
  clientMutant(
    'location-against-root',
    'redirect.followed',
    'resolves a relative Location against the root',
    following((step, response) =>
      isRelative(step.location) ? new URL(`${step.location}`, new URL('/', step.from)).href : rightly(step, response),
    ),
  ),
  clientMutant(
    'redirects-ten',
    'redirect.limit',
    'follows ten redirects in a row and no more',
    following((step, response) => rightly(step, response, 10), dropAuthorization),
  ),
  clientMutant(
    'redirects-thirty',
    'redirect.limit',
    'follows thirty redirects in a row',
    following((step, response) => rightly(step, response, 30), dropAuthorization),
  ),
  clientMutant('location-missing-retried', 'redirect.no-location', 'comes back after a redirect without Location', {
    steps: {
      async processResponse(source, response) {
        if (response.status >= 300 && response.status < 400) return { step: 'reestablish', reason: 'no Location' }
        return standard.processResponse(source, response)
      },
    },
  }),
  clientMutant(
    'location-invalid-shown',
    'redirect.invalid-location',
    'shows the body of a redirect whose Location cannot be parsed',
    following((step, response) =>
      step.location !== null && !URL.canParse(step.location, step.from) ? asStream(response) : rightly(step, response),
    ),
  ),
  clientMutant(
    'location-scheme-shown',
    'redirect.scheme',
    'shows the body of a redirect to another scheme',
    following((step, response) =>
      step.location !== null && !/^https?:$/.test(new URL(step.location, step.from).protocol)
        ? asStream(response)
        : rightly(step, response),
    ),
  ),
  clientMutant('returns-to-target', 'redirect.reconnect-target', 'comes back to the target of a redirect', {
    steps: () => {
      const targets = new WeakMap<AbortController, string>()
      return {
        processResponse(source, response) {
          targets.set(source.closing, response.url)
          return standard.processResponse(source, response)
        },
        request(source) {
          const { url, init } = standard.request(source)
          return { url: targets.get(source.closing) ?? url, init }
        },
      }
    },
  }),
  clientMutant('authorization-leaks', 'redirect.authorization', 'sends Authorization on to another origin', following(rightly)),
]
