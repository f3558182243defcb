import type { Authorize, Decision, Grant } from './access.ts'

export type SignedUrlOptions = {
  /** The secrets that sign, of at least 16 characters each: the first signs, all of them verify, so that a new one can be put first. */
  readonly keys: readonly [string, ...string[]]
  /** How long a URL counts, in milliseconds. Default: 60 000. */
  readonly lifetime?: number
  /** A URL opens one stream only. Default: false. */
  readonly once?: boolean
  /** Name of the query parameter. Default: `token`. */
  readonly parameter?: string
}

/** URLs that let their holder read a stream for some time: an EventSource sends no field of its own (token.without-field). */
export type SignedUrls = {
  /** The URL with a new token in it, which counts for the topics that the grant names, or else the URL. `until` of the grant, where there is one, ends the stream that it opens; without it, the stream outlives the token. */
  sign(url: string, grant?: Pick<Grant, 'user' | 'topics' | 'until'>): Promise<string>
  /** Decides by the token in the URL, as `authorize` of a server. */
  readonly authorize: Authorize
}

/** What a token says; `n` makes each one different (token.rotated), `exp` is in milliseconds since 1970. */
type Claims = Pick<Grant, 'user' | 'topics' | 'until'> & { readonly n: string; readonly exp: number }

const refused: Decision = { status: 401 }

/** URLs signed with HMAC-SHA-256 (Web Crypto). */
export const createSignedUrls = ({ keys, lifetime = 60_000, once = false, parameter = 'token' }: SignedUrlOptions): SignedUrls => {
  if (keys.some((key) => key.length < 16)) throw new RangeError('a key has at least 16 characters')
  const imported = Promise.all(keys.map(keyOf))
  const used = createUsed()
  return {
    async sign(url, grant = {}) {
      const { topics = topicsIn(url) } = grant // what is in the token can be changed by nobody
      const claims: Claims = { ...grant, ...(topics && { topics }), n: crypto.randomUUID(), exp: Date.now() + lifetime }
      const payload = base64url(utf8.encode(JSON.stringify(claims)))
      const [key] = await imported
      const signature = await crypto.subtle.sign('HMAC', key as CryptoKey, utf8.encode(payload))
      const [address = '', ...fragment] = url.split('#')
      const signed = `${address}${address.includes('?') ? '&' : '?'}${parameter}=${payload}.${base64url(new Uint8Array(signature))}`
      return [signed, ...fragment].join('#')
    },
    async authorize({ target, method }) {
      const token = queryOf(target).get(parameter)
      const claims = token === null ? undefined : await verified(token, await imported)
      if (!claims || claims.exp <= Date.now()) return refused // token.tampered, token.expired
      if (once && method === 'GET' && !used.take(claims)) return refused // token.reused
      const { user, topics, until } = claims
      return { ...(user === undefined ? {} : { user }), ...(topics ? { topics } : {}), ...(until === undefined ? {} : { until }) }
    },
  }
}

const queryOf = (target: string) => new URLSearchParams(target.split('#')[0]?.split('?', 2)[1] ?? '')

const topicsIn = (url: string): readonly string[] | undefined => {
  const named = queryOf(url).getAll('topic')
  return named.length > 0 ? named : undefined
}

const utf8 = new TextEncoder()

const keyOf = (key: string): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', utf8.encode(key), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify'])

/** What a token says, if one of the keys has signed it; the comparison takes the same time whatever differs. */
const verified = async (token: string, keys: readonly CryptoKey[]): Promise<Claims | undefined> => {
  const [payload = '', written = '', more] = token.split('.')
  const signature = bytesOf(written)
  if (more !== undefined || !signature || base64url(signature) !== written) return undefined // one way to write a signature, not several
  for (const key of keys) {
    if (await crypto.subtle.verify('HMAC', key, signature, utf8.encode(payload))) return claimsOf(payload)
  }
  return undefined
}

const claimsOf = (payload: string): Claims => JSON.parse(new TextDecoder().decode(bytesOf(payload)))

/** Tokens that have opened a stream, until they would have expired anyway. */
const createUsed = () => {
  const until = new Map<string, number>()
  return {
    take({ n, exp }: Claims): boolean {
      for (const [old, end] of until) {
        if (end > Date.now()) break // in the order in which they end, but for those that were used late
        until.delete(old)
      }
      if (until.has(n)) return false
      until.set(n, exp)
      return true
    },
  }
}

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')

const bytesOf = (text: string): Uint8Array<ArrayBuffer> | undefined => {
  if (!/^[\w-]*$/.test(text)) return undefined
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0))
  } catch {
    return undefined
  }
}
