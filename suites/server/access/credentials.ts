import { partsOf } from '../../secrets/secrets.ts'
import type { Credential, CredentialName } from '../../targets/access/access.ts'
import { credentialNames } from '../../targets/access/access.ts'
import type { ServerAddress } from '../../targets/target.ts'

/** Whose credentials a request shows: those that a configuration names, or none. */
export type Who = CredentialName | 'none'

/** A server asked with a credential beside, or in the place of, what is sent anyway. */
export const withCredential = (address: ServerAddress, { headers = [], url }: Credential = {}): ServerAddress => {
  const names = new Set(headers.map(([name]) => name.toLowerCase()))
  const kept = (address.headers ?? []).filter(([name]) => !names.has(name.toLowerCase()))
  return {
    ...address,
    headers: [...kept, ...headers],
    ...(url === undefined ? {} : { url: new URL(url, address.url).href }),
  }
}

/** The same server without anything that says who asks. */
export const withoutCredentials = (address: ServerAddress): ServerAddress => {
  const named = credentialNames.flatMap((name) => address.credentials?.[name]?.headers ?? []).map(([name]) => name.toLowerCase())
  const telling = new Set(['authorization', 'cookie', ...named])
  const url = new URL(address.url)
  url.username = ''
  url.password = ''
  return { ...address, url: url.href, headers: (address.headers ?? []).filter(([name]) => !telling.has(name.toLowerCase())) }
}

/** Those whose requests are to get no stream, of all that are configured. */
export const refused = ({ credentials }: ServerAddress): readonly Who[] => {
  if (!credentials?.good) return []
  const named = (['bad', 'expired', 'revoked'] as const).filter((name) => credentials[name])
  return credentials.anonymous ? named : ['none', ...named]
}

/** Whether a credential is a bearer token in a field. */
export const isBearer = ({ headers = [] }: Credential): boolean =>
  headers.some(([name, value]) => name.toLowerCase() === 'authorization' && /^bearer /i.test(value))

/** What a URL with a token has that the URL without it has not: values of its query and segments of its path, as they are written. */
export const tokensOf = (url: string, plain: string): readonly string[] => {
  const known = new Set(partsOf(plain))
  return partsOf(url).filter((part) => !known.has(part) && isRandom(part))
}

/** What is short, or a mere word or number, is found by chance in what a server sends. */
const isRandom = (part: string) => part.length >= shortestToken && /\d/.test(part) && /[a-z]/i.test(part)
const shortestToken = 12
