import type { Origins } from '../../targets/access/access.ts'
import type { ServerAddress } from '../../targets/target.ts'
import { preflightOf } from '../requests.ts'
import type { Call } from './call.ts'
import { refused, type Who, withCredential, withoutCredentials } from './credentials.ts'
import { type Likeness, lookAlikes } from './look-alikes.ts'

/** A server as it is asked by those who show no credential; where the URL is no credential itself, that of the stream. */
export const asStranger = (given: ServerAddress, address: ServerAddress): ServerAddress =>
  withoutCredentials(given.credentials?.good?.url === undefined ? { ...given, url: address.url } : given)

export const fromOrigin = (address: ServerAddress, origin: string): Call => ({ address, change: { fields: { Origin: origin } } })

export const asWho = (
  given: ServerAddress,
  address: ServerAddress,
  who: Who,
  { resumes, origin }: { readonly resumes?: true; readonly origin?: string } = {},
): Call => ({
  address: withCredential(asStranger(given, address), who === 'none' ? {} : given.credentials?.[who]),
  change: origin === undefined ? {} : { fields: { Origin: origin } },
  stays: true,
  ...(resumes ? { resumes } : {}),
})

export const moved = (given: ServerAddress, address: ServerAddress, origin: string): Call | undefined => {
  const first = withCredential(given, given.credentials?.good)
  return first.url === address.url ? undefined : fromOrigin({ ...address, url: first.url }, origin)
}

/** What a page on a domain of somebody else sends once its name leads to this machine. */
export const rebound = (given: ServerAddress, address: ServerAddress): Call => {
  const { port, protocol } = new URL(address.url)
  const host = `rebound.sse-conformance.invalid${port === '' ? '' : `:${port}`}`
  const isSimple = (address.method ?? 'GET') === 'GET' // then browsers name no origin, since it is the same
  return {
    address: asStranger(given, address),
    change: { host, ...(isSimple ? {} : { fields: { Origin: `${protocol}//${host}` } }) },
  }
}

/** Long after whatever the stream was last modified at. */
export const conditional = (address: ServerAddress): Call => ({
  address,
  change: { fields: { 'If-None-Match': '"sse-conformance"', 'If-Modified-Since': 'Fri, 01 Jan 2100 00:00:00 GMT' } },
})

const likenesses: readonly Likeness[] = [
  'origin.null',
  'origin.suffix',
  'origin.prefix',
  'origin.scheme',
  'origin.port',
  'origin.trailing-dot',
]

/** The calls that the cases make whatever the server answers, so that what is asked of every response is asked of the same ones each time. */
export const standingCalls = (given: ServerAddress, address: ServerAddress): readonly Call[] => {
  const { origins, credentials } = given
  const whos: readonly Who[] = [...refused(given), ...(['limited', 'other'] as const).filter((name) => credentials?.[name])]
  const denied = origins ? [...(origins.denied ?? []), ...likenesses.flatMap((likeness) => lookAlikes(likeness, origins))] : []
  const preflights = (origins?.allowed ?? []).map(
    (origin): Call => ({ address, change: preflightOf(origin, address.method, fieldsToAsk(origins)) }),
  )
  return [
    conditional(address),
    ...(origins?.allowed ?? []).map((origin) => fromOrigin(address, origin)),
    ...preflights,
    ...denied.map((origin) => fromOrigin(address, origin)),
    ...whos.flatMap((who) => [asWho(given, address, who), asWho(given, address, who, { resumes: true })]),
  ]
}

/** What pages of other origins ask leave to send, in lower case. */
export const fieldsToAsk = (origins: Origins | undefined): readonly string[] => [
  ...new Set([...(origins?.headers ?? []).map((name) => name.toLowerCase()), 'last-event-id']),
]
