import type { Credential } from '../targets/access/access.ts'
import type { ServerAddress } from '../targets/target.ts'
import { placeholder } from './redact.ts'

/** A text in which each `${NAME}` stands for what the environment has under it; all that came from there is secret. */
export type Expanded = {
  readonly text: string
  readonly secrets: readonly string[]
  /** Names that the environment does not have. */
  readonly missing: readonly string[]
}

export const expand = (text: string, environment: Readonly<Record<string, string | undefined>>): Expanded => {
  const secrets: string[] = []
  const missing: string[] = []
  const expanded = text.replace(/\$\{(\w+)\}/g, (written, variable: string) => {
    const found = environment[variable]
    ;(found === undefined ? missing : secrets).push(found ?? variable)
    return found ?? written
  })
  return { text: expanded, secrets, missing }
}

/** What these fields say is no secret, unless it comes from the environment. A name that is not known may carry one. */
const open = /^(?:accept(?:-.*)?|cache-control|content-type|last-event-id|origin|pragma|user-agent)$/i

/** What is secret in a field: the value, its credentials without their scheme, the values of cookies, and what Basic encodes. */
export const secretsOfField = (name: string, value: string): readonly string[] => {
  if (open.test(name)) return []
  const [, scheme = '', credentials = ''] = /^([\w-]+) (\S+)$/.exec(value) ?? []
  const cookies = Array.from(value.matchAll(/=([^;,\s]+)/g), ([, cookie = '']) => cookie)
  const pair = scheme.toLowerCase() === 'basic' ? Buffer.from(credentials, 'base64').toString() : ''
  return [value, credentials, pair, pair.replace(/^[^:]*:/, ''), ...cookies].filter((secret) => secret !== '')
}

/** Names of parameters that carry secrets, in lower case, without what separates words. */
const telling =
  /^(?:.*(?:token|apikey|secret|passw(?:or)?d|credentials?|signature|sessionid)|key|sig|auth|authorization|jwt|pass|session|sid|ticket|code|bearer|hmac|sas)$/

const isTelling = (name: string) => telling.test(decoded(name).toLowerCase().replace(/[-_.]/g, ''))

/** A part of a URL as it was meant; as it stands where it is no percent-encoding. */
const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}

const parameter = /([?&#;])([^=&#;]+)=([^&#;]*)/g

/** What is secret in a URL, as it is written and as it is meant: user and password, and parameters with a telling name. */
export const secretsOfUrl = (url: string): readonly string[] => {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  const values = Array.from(url.matchAll(parameter), ([, , name = '', value = '']) => (isTelling(name) ? value : ''))
  const raw = [...userInfoOf(url), ...values, parsed?.username ?? '', parsed?.password ?? '']
  const [user, password] = [decoded(parsed?.username ?? ''), decoded(parsed?.password ?? '')]
  const pair = password === '' ? '' : `${user}:${password}`
  return [...new Set([...raw, ...raw.map(decoded), pair])].filter((secret) => secret !== '')
}

/** User and password as they are written. */
const userInfoOf = (url: string): readonly string[] => {
  const [, info = ''] = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)@/i.exec(url) ?? []
  const [user = '', ...password] = info.split(':')
  return [user, password.join(':')]
}

/** A URL as it may be shown: without user and password, and without what parameters with a telling name carry. */
export const shownUrl = (url: string): string =>
  url
    .replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, '$1')
    .replace(parameter, (all, before: string, name: string) => (isTelling(name) ? `${before}${name}=${placeholder}` : all))

/** What is secret in how a server is asked. */
export const secretsOfAddress = (address: ServerAddress): readonly string[] => {
  const { url, headers = [], stats, tls, start, secrets = [], neverSent = [], credentials = {}, topics = [], fresh, revoke } = address
  const named = Object.values(credentials).filter((credential) => typeof credential === 'object')
  return [
    ...secrets,
    ...neverSent,
    ...secretsOfUrl(url),
    ...secretsOfUrl(start?.waitFor ?? ''),
    ...[stats, ...topics.map(({ publishUrl }) => publishUrl)].flatMap((shown) => secretsOfUrl(shown ?? '')),
    ...headers.flatMap(([name, value]) => secretsOfField(name, value)),
    ...[...named, ...topics, fresh, revoke].flatMap((shown) => secretsOfCredential(shown ?? {}, url)),
    ...(tls?.key === undefined ? [] : [tls.key, ...tls.key.split(/\r?\n/).filter((line) => line.length > 16 && !line.startsWith('-'))]),
  ]
}

/** What is secret in a credential: its fields, and what its URL has and the usual one has not. */
export const secretsOfCredential = ({ url, headers = [] }: Credential, usual: string): readonly string[] => {
  const full = url === undefined ? undefined : new URL(url, usual).href
  const parts = full === undefined ? [] : partsOf(full).filter((part) => part.length >= 8 && !partsOf(usual).includes(part))
  return [...secretsOfUrl(full ?? ''), ...parts, ...headers.flatMap(([name, value]) => secretsOfField(name, value))]
}

/** The segments of the path of a URL and the values of its query, as they are written. */
export const partsOf = (url: string): readonly string[] => {
  const { pathname, search } = new URL(url)
  const values = search
    .slice(1)
    .split('&')
    .map((pair) => pair.slice(pair.indexOf('=') + 1))
  return [...pathname.split('/'), ...values]
}
