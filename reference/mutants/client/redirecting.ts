import { standard } from '../../eventsource/steps.ts'
import { type ClientMutant, clientMutant, fetching } from './mutant.ts'

type Step = { readonly status: number; readonly from: string; readonly location: string | null; readonly count: number }

/** Whether what follows a redirect is a GET without content. */
const asFetchDoes = (status: number, method: string): boolean =>
  (status === 303 && !['GET', 'HEAD'].includes(method)) || (status < 303 && method === 'POST')

/** Follows redirects itself: `decide` says where to, which answer to give instead, or that it is over. */
const following = (
  decide: (step: Step, response: Response) => string | Response,
  keep = (_: Headers, __: string, ___: string) => {},
  isChanged = asFetchDoes,
) =>
  fetching((right) => async (input, init) => {
    const headers = new Headers(init?.headers)
    let url = String(input)
    let { method = 'GET', body = null } = init ?? {}
    for (let count = 1; ; count += 1) {
      const response = await right(url, { ...init, method, body, headers, redirect: 'manual' })
      if (![301, 302, 303, 307, 308].includes(response.status)) return response
      const next = decide({ status: response.status, from: url, location: response.headers.get('location'), count }, response)
      if (typeof next !== 'string') return next
      keep(headers, url, next)
      if (isChanged(response.status, method)) [method, body] = ['GET', null]
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

/** Wrong about where redirects lead, and what becomes of a request on the way. */
export const redirectingMutants: readonly ClientMutant[] = [
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
  clientMutant(
    'location-empty-shown',
    'redirect.followed',
    'shows the body of a redirect whose Location is empty',
    following((step, response) => (step.location === '' ? asStream(response) : rightly(step, response)), dropAuthorization),
  ),
  clientMutant(
    'posts-after-303',
    'redirect.method',
    'repeats method and content after any redirect',
    following(rightly, dropAuthorization, () => false),
  ),
  clientMutant(
    'gets-after-307',
    'redirect.method',
    'asks with GET and without content after any redirect',
    following(rightly, dropAuthorization, () => true),
  ),
  clientMutant('url-of-redirect', 'redirect.url-attribute', 'takes the URL of the answer for its attribute url', {
    steps: {
      async processResponse(source, response) {
        Object.defineProperty(source.target, 'url', { value: response.url, configurable: true })
        return standard.processResponse(source, response)
      },
    },
  }),
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
