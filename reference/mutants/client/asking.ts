import type { ClauseId } from '../../../spec/clauses.ts'
import type { Source, Steps } from '../../eventsource/source.ts'
import { standard } from '../../eventsource/steps.ts'
import { type ClientMutant, clientMutant, fetching } from './mutant.ts'
import { overHttp } from './over-http.ts'

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

/** Keeps whole answers that may be kept, and gives them again. */
const keeping =
  (kept: Map<string, Response>) =>
  (right: typeof fetch): typeof fetch => {
    const ask: typeof fetch = async (input, init) => {
      const known = kept.get(String(input))
      if (known) return known.clone()
      const response = await right(input, init)
      if (!response.headers.get('cache-control')?.includes('max-age')) return response
      const whole = new Response(await response.arrayBuffer(), response)
      kept.set(String(input), whole)
      return whole.clone()
    }
    return ask
  }

const keptForAll = new Map<string, Response>()

/** Asks whether what it was given before still holds. */
const revalidating = (right: typeof fetch): typeof fetch => {
  let etag: string | null = null
  return async (input, init) => {
    const headers = new Headers(init?.headers)
    if (etag !== null) headers.set('If-None-Match', etag)
    const response = await right(input, { ...init, headers })
    etag = response.headers.get('etag')
    return response
  }
}

/** Wrong about what is asked. */
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
  clientMutant('get-with-content', 'request.get', 'sends content with its GET', overHttp({ content: 'ask' })),
  clientMutant('answers-from-cache', 'request.cache', 'takes a stream that may be kept for its answer from then on', {
    options: (options) => ({ ...options, fetch: keeping(new Map())(options.fetch ?? fetch) }),
  }),
  clientMutant('shares-answers', 'request.cache', 'gives a stream that may be kept to all its objects', fetching(keeping(keptForAll))),
  clientMutant('revalidates', 'request.cache', 'asks whether the stream has changed', fetching(revalidating)),
]
