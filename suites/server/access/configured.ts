import type { Level } from '../../../spec/clause.ts'
import type { CaseSummary } from '../../case.ts'
import type { Need } from '../../need.ts'
import type { Issuer } from '../../targets/access/access.ts'
import type { ServerAddress } from '../../targets/target.ts'
import { isLoopback } from '../heavy.ts'
import { standingCalls } from './calls.ts'
import { isBearer, refused } from './credentials.ts'
import { longestTerm, usualGrace } from './handed.ts'

type AccessNeed = keyof typeof lacking

export const isOfAccess = (need: Need): need is AccessNeed => need in lacking

export const lacksAccess = (need: AccessNeed, given: ServerAddress, issuer?: Issuer): boolean => lacking[need](given, issuer)

/** Whether a configuration leaves out what a case needs. */
const lacking = {
  origins: ({ origins }) => (origins?.allowed.length ?? 0) === 0,
  'origin-fields': ({ origins }) => (origins?.headers?.length ?? 0) === 0,
  'origin-credentials': ({ origins }) => origins?.credentials !== true,
  good: ({ credentials }) => !credentials?.good,
  refused: (given) => refused(given).length === 0,
  limited: ({ credentials }) => !credentials?.limited,
  other: ({ credentials }) => !credentials?.good || !credentials.other,
  bearer: ({ credentials, headers }) => !isBearer(credentials?.good ?? { ...(headers ? { headers } : {}) }),
  fresh: (_, issuer) => !issuer?.fresh,
  'fresh-url': ({ credentials }, issuer) => !issuer?.fresh && credentials?.good?.url === undefined,
  revoke: (_, issuer) => !issuer?.fresh || !issuer.revoke,
  'single-use': ({ singleUse }, issuer) => !issuer?.fresh || !singleUse,
  'never-sent': ({ neverSent }) => (neverSent?.length ?? 0) === 0,
  loopback: ({ url }) => !isLoopback(new URL(url).hostname),
} as const satisfies { readonly [N in Need]?: (given: ServerAddress, issuer: Issuer | undefined) => boolean }

/** A server on this machine may be the one that the world is to see later: unless somebody says that it stays here, names are only advised on. */
export const accessLevelOf = ({ clause }: CaseSummary, { local }: ServerAddress): Level | undefined =>
  clause === 'origin.rebinding' && !local ? 'may' : undefined

/** How much longer a case may take for what the configuration adds, in milliseconds: requests wait for their turn, and credentials for their end. */
export const patienceOf = (given: ServerAddress, address: ServerAddress, timeout: number): number =>
  Math.ceil(standingCalls(given, address).length / 4) * timeout + (given.fresh ? 2 * (longestTerm + (given.grace ?? usualGrace)) : 0)
