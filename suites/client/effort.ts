import type { CaseSummary } from '../case.ts'
import { Unobserved } from '../expect.ts'
import { few, type Measure, many } from '../targets/meter.ts'
import { clientChunkingCases, clientVectorCases } from './cases/vectors.ts'

/** About streams that are large, of which there is much to tell. */
export const isLarge = ({ id }: CaseSummary): boolean => id.startsWith('client/limits/')

/** How much the clients of a case tell at most. */
export const mostToldIn = (item: CaseSummary): Measure => (isLarge(item) ? many : few)

const readsVectors = new Set([...clientVectorCases, ...clientChunkingCases].map(({ id }) => id))

/** Whether a case keeps client and kit busy rather than waiting for time. */
export const isBusy = ({ id }: CaseSummary): boolean => readsVectors.has(id)

/** Each wait of a case has a bound of its own, and whoever is silent fails it: all that is left is that many of them take their time. */
export const overdue = (milliseconds: number): Unobserved =>
  new Unobserved(`not observed: not over within ${milliseconds / 1000} s, though no wait was too long`, '--timeout with a longer time')
