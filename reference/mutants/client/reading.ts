import { decoderMutants } from '../decoder.ts'
import { type ClientMutant, clientMutant } from './mutant.ts'

/** What a retry field means shows only in time; those have clients of their own. */
const isAboutTime = (clause: string): boolean => clause.startsWith('retry.')

/** Clients that read a stream as a wrong decoder does. */
export const readingMutants: readonly ClientMutant[] = decoderMutants
  .filter(({ clause }) => !isAboutTime(clause))
  .map(({ id, clause, summary, steps }) => clientMutant(`reads-${id}`, clause, summary, { steps: { decoding: steps } }))
