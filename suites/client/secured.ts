import type { CaseSummary } from '../case.ts'
import { Unobserved } from '../expect.ts'
import type { ClientConnection } from '../targets/client-connection.ts'
import { openTrust, type Trust } from '../targets/trust.ts'
import type { Bench } from './bench.ts'
import { clientNeeds } from './needs.ts'
import { openAddress } from './origin/address.ts'
import { createAuthority, type Identity } from './origin/authority.ts'
import { openSecureSite, type SecureSite } from './origin/secure-site.ts'
import { startClient } from './started.ts'
import type { SecureWhere } from './world.ts'

/** Where a case is asked; its sites over TLS are its own: nobody else's connections end there. */
type Ground = Pick<Bench, 'sites' | 'trusting'>

export type SecuredOptions = {
  readonly connection: ClientConnection
  /** For everybody. */
  readonly sites: Pick<Bench['sites'], 'same' | 'other'>
  /** How long a client is waited for, in milliseconds. */
  readonly answer: number
  /** Of the run. */
  readonly signal: AbortSignal
}

/** Sites over TLS, made when a case asks for them; how a client gets along with those is found out once, before the first. */
export const createSecured = (options: SecuredOptions) => {
  const identities = once(makeIdentities)
  const asks = (where: 'tls' | 'http2') =>
    once(async () => {
      const { [where]: identity, trust } = await identities.get()
      return withSite(await openSecureSite(identity, httpOf(where)), (site) => isAsked(site, where, trust, options))
    })
  const isAskedOver = { tls: asks('tls'), http2: asks('http2') }
  return {
    /** Runs `act` with the sites that a case needs; throws an Unobserved where the client cannot be asked over them. */
    async within<Result>({ needs = [] }: CaseSummary, act: (ground: Ground) => Promise<Result>): Promise<Result> {
      const needed = (['tls', 'http2'] as const).filter((need) => needs.includes(need))
      if (needed.length === 0) return act({ sites: options.sites })
      for (const need of ['tls', ...needed] as const) {
        if (!(await isAskedOver[need].get())) throw new Unobserved(clientNeeds[need].reason, clientNeeds[need].unlock)
      }
      const { trust, ...each } = await identities.get()
      const opened = await Promise.all(wheres.map(async (where) => [where, await openSecureSite(each[where], httpOf(where))] as const))
      try {
        return await act({ sites: { ...options.sites, ...Object.fromEntries(opened) }, trusting: trust })
      } finally {
        await Promise.all(opened.map(([, site]) => site.close()))
      }
    },
    async close() {
      await (await identities.known())?.trust.close()
    },
  }
}

const wheres: readonly SecureWhere[] = ['tls', 'http2', 'untrusted', 'misnamed', 'expired']
const httpOf = (where: SecureWhere) => (where === 'http2' ? '2' : '1.1')

/** Two authorities, of which clients are told of one. */
const makeIdentities = async (): Promise<
  Readonly<Record<SecureWhere, Identity>> & { readonly trust: Trust & { close(): Promise<void> } }
> => {
  const known = await createAuthority('sse-conformance')
  const unknown = await createAuthority('nobody')
  const here = { hosts: ['localhost'], addresses: ['127.0.0.1'] }
  const [tls, untrusted, misnamed, expired] = await Promise.all([
    known.vouch(here),
    unknown.vouch(here),
    known.vouch({ hosts: ['elsewhere.invalid'] }),
    known.vouch(here, { expired: true }),
  ])
  return { tls, http2: tls, untrusted, misnamed, expired, trust: await openTrust(known.cert, process.env) }
}

const withSite = async <Result>(site: SecureSite, act: (site: SecureSite) => Promise<Result>): Promise<Result> => {
  try {
    return await act(site)
  } finally {
    await site.close()
  }
}

/** One exchange: who cannot ask over TLS tells of it, leaves, or says nothing at all. What was made of an agreement on HTTP/2 is judged. */
const isAsked = async (site: SecureSite, where: 'tls' | 'http2', trusting: Trust, options: SecuredOptions): Promise<boolean> => {
  const { connection, answer: milliseconds, signal } = options
  const address = openAddress(site)
  const client = await startClient(connection, address.url, {}, { signal, alone: false, trusting, record: () => {} })
  const wait = { milliseconds, signal, late: () => new Error('late') }
  try {
    const failed = client.told.take(({ kind }) => kind === 'error', wait)
    const visit = await Promise.race([address.visits.take(() => true, wait), failed, client.lost]).catch(() => undefined)
    if (visit && 'version' in visit) return where === 'tls' || visit.version === '2.0'
    return where === 'http2' && site.hasAgreedOnHttp2()
  } finally {
    address.close()
    await client.end()
  }
}

/** Makes something when it is first asked for. */
const once = <Result>(make: () => Promise<Result>) => {
  let made: Promise<Result> | undefined
  return {
    get() {
      made ??= make()
      return made
    },
    known: async () => made?.catch(() => undefined),
  }
}
