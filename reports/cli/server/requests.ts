import type { CaseSummary } from '../../../suites/case.ts'
import { isOfAccess, lacksAccess } from '../../../suites/server/access/configured.ts'
import { holdingBack } from '../../../suites/server/heavy.ts'
import { asks } from '../../../suites/server/requests.ts'
import type { ServerAddress, Target } from '../../../suites/targets/target.ts'

/** About how many requests an audit makes; those of one kind are made once, whatever asks for them. */
export const requestCount = (chosen: readonly CaseSummary[], [target]: readonly Target[]): number => {
  const address = target?.role === 'server' && target.kind === 'url' ? target : undefined
  const published = address?.publish ? chosen.filter(publishes) : []
  const gently = address !== undefined && holdingBack(address) !== undefined
  const watched = chosen.some((item) => !publishes(item)) ? asks.length : 1
  const configured = chosen.filter((item) => isConfigured(item, address))
  return chosen.length === 0
    ? 0
    : watched +
        configured.length * each +
        (published.length === 0 ? 0 : handshake) +
        published.reduce((sum, item) => sum + eventsOf(item, gently), 0)
}

const publishes = ({ needs = [] }: CaseSummary): boolean => needs.includes('publish')

/** What a case asks with credentials, or as a page of some origin; several share a request. */
const each = 1

/** Whether the configuration holds what a case needs of it. */
const isConfigured = ({ needs = [] }: CaseSummary, address: ServerAddress | undefined): boolean => {
  const accessNeeds = needs.filter(isOfAccess)
  return address !== undefined && accessNeeds.length > 0 && !accessNeeds.some((need) => lacksAccess(need, address))
}

/** What finds out how events come back. */
const handshake = 25

/** The events of a case, each perhaps with a harmless one, and the marks between them. */
const eventsOf = ({ tries = [] }: CaseSummary, gently: boolean): number => {
  const count = tries.length === 0 ? 6 : gently ? Math.min(3, tries.length) : tries.length
  return count + 2
}
