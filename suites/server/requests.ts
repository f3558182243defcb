import { basicOf } from '../basic.ts'
import type { ServerAddress } from '../targets/target.ts'
import { version as kit } from '../version.ts'
import type { Field, WireRequest } from '../wire/wire.ts'

/** An origin that no list of allowed ones holds. */
export const madeUpOrigin = 'https://sse-conformance.invalid'

/** The requests of an audit. `watch` is the one whose stream is watched, `second` the same while it is open, `again` the same after it broke. */
export type Ask =
  | 'watch'
  | 'second'
  | 'compressed'
  | 'head'
  | 'options'
  | 'preflight'
  | 'unknown-method'
  | 'unacceptable'
  | 'foreign-origin'
  | 'http-1.0'
  | 'resumed'
  | 'again'

/** How a request differs from the one that opens the stream. */
export type Change = {
  readonly method?: string
  /** In the place of those of the same name; nothing: without it. */
  readonly fields?: Readonly<Record<string, string | undefined>>
  readonly http?: '1.0'
  /** The name that the server is asked under. */
  readonly host?: string
  /** Without the fields of every request. */
  readonly isBare?: true
}

/** What browsers ask before a page of this origin may send such fields; nothing of what the page would send. */
export const preflightOf = (origin: string, method: string | undefined, fields: readonly string[]): Change => ({
  method: 'OPTIONS',
  isBare: true,
  fields: {
    Origin: origin,
    'Access-Control-Request-Method': method ?? 'GET',
    'Access-Control-Request-Headers': fields.join(','),
    Authorization: undefined,
  },
})

const changes: Readonly<Record<Exclude<Ask, 'preflight'>, Change>> = {
  watch: {},
  second: {},
  compressed: { fields: { 'Accept-Encoding': 'gzip, deflate, br' } },
  head: { method: 'HEAD' },
  options: { method: 'OPTIONS' },
  'unknown-method': { method: 'PROPFIND', fields: { Depth: '0' } },
  unacceptable: { fields: { Accept: 'image/png' } },
  'foreign-origin': { fields: { Origin: madeUpOrigin } },
  'http-1.0': { http: '1.0' },
  resumed: {},
  again: {},
}

/** One of the requests, as it is sent. */
export const requestOf = (ask: Ask, address: ServerAddress, version: '1.1' | '2', lastEventId?: string): WireRequest =>
  requestWith(
    ask === 'preflight' ? preflightOf(madeUpOrigin, address.method, ['last-event-id']) : changes[ask],
    address,
    version,
    lastEventId,
  )

/** The request that opens the stream, changed. Only the method of the stream itself carries the body. */
export const requestWith = (change: Change, address: ServerAddress, version: '1.1' | '2', lastEventId?: string): WireRequest => {
  const url = new URL(address.url)
  const { protocol, host, pathname, search } = url
  const basic = basicOf(url)
  const { method, fields: changed = {}, http = version } = change
  const usual: readonly Field[] = [
    ['Accept', 'text/event-stream'],
    ['Accept-Encoding', 'identity'],
    ['Cache-Control', 'no-cache'],
    ['User-Agent', `sse-conformance/${kit}`],
    ...(basic === undefined ? [] : [['Authorization', basic] as const]),
  ]
  const given = merged(usual, change.isBare ? [] : (address.headers ?? []))
  const resuming: readonly Field[] = lastEventId === undefined ? [] : [['Last-Event-ID', Buffer.from(lastEventId).toString('latin1')]]
  const request = {
    version: http,
    method: method ?? address.method ?? 'GET',
    scheme: protocol === 'https:' ? 'https' : 'http',
    authority: change.host ?? host,
    target: `${pathname}${search}`,
    fields: merged(merged(given, Object.entries(changed)), resuming),
  } as const
  if (method !== undefined || address.body === undefined) return request
  return { ...request, body: new TextEncoder().encode(address.body) }
}

/** The fields of both; those of `others` replace those of the same name, or take them away. */
const merged = (fields: readonly Field[], others: readonly (readonly [string, string | undefined])[]): readonly Field[] => {
  const names = new Set(others.map(([name]) => name.toLowerCase()))
  const added = others.flatMap(([name, value]): readonly Field[] => (value === undefined ? [] : [[name, value]]))
  return [...fields.filter(([name]) => !names.has(name.toLowerCase())), ...added]
}

/** Those that every audit makes, in their order. */
export const asks: readonly Ask[] = [...(Object.keys(changes) as readonly Ask[]).filter((ask) => ask !== 'again'), 'preflight']
