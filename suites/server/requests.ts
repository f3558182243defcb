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

type Change = {
  readonly method?: string
  /** In the place of those of the same name; nothing: without it. */
  readonly fields?: Readonly<Record<string, string | undefined>>
  readonly http?: '1.0'
}

const changes: Readonly<Record<Ask, Change>> = {
  watch: {},
  second: {},
  compressed: { fields: { 'Accept-Encoding': 'gzip, deflate, br' } },
  head: { method: 'HEAD' },
  options: { method: 'OPTIONS' },
  preflight: {
    method: 'OPTIONS',
    fields: {
      Origin: madeUpOrigin,

      'Access-Control-Request-Headers': 'last-event-id',
      Authorization: undefined,
      Cookie: undefined,
    },
  },
  'unknown-method': { method: 'PROPFIND', fields: { Depth: '0' } },
  unacceptable: { fields: { Accept: 'image/png' } },
  'foreign-origin': { fields: { Origin: madeUpOrigin } },
  'http-1.0': { http: '1.0' },
  resumed: {},
  again: {},
}

/** One of the requests, as it is sent. Only the method of the stream itself carries the body. */
export const requestOf = (ask: Ask, address: ServerAddress, version: '1.1' | '2', lastEventId?: string): WireRequest => {
  const url = new URL(address.url)
  const { protocol, host, pathname, search } = url
  const basic = basicOf(url)
  const { method, fields: changed = {}, http = version } = changes[ask]
  const usual: readonly Field[] = [
    ['Accept', 'text/event-stream'],
    ['Accept-Encoding', 'identity'],
    ['Cache-Control', 'no-cache'],
    ['User-Agent', `sse-conformance/${kit}`],
    ...(basic === undefined ? [] : [['Authorization', basic] as const]),
  ]
  const isPreflight = ask === 'preflight' // which carries nothing of what a page would send
  const given = merged(usual, isPreflight ? [['Access-Control-Request-Method', address.method ?? 'GET']] : (address.headers ?? []))
  const resuming: readonly Field[] = lastEventId === undefined ? [] : [['Last-Event-ID', Buffer.from(lastEventId).toString('latin1')]]
  const request = {
    version: http,
    method: method ?? address.method ?? 'GET',
    scheme: protocol === 'https:' ? 'https' : 'http',
    authority: host,
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
export const asks = (Object.keys(changes) as readonly Ask[]).filter((ask) => ask !== 'again')
