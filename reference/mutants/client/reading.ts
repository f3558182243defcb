import { decoderMutants } from '../decoder.ts'
import { type ClientMutant, clientMutant } from './mutant.ts'

/** Clients that read a stream as a wrong decoder does. */
export const readingMutants: readonly ClientMutant[] = decoderMutants.map(({ id, clause, summary, steps }) =>
  clientMutant(`reads-${id}`, clause, summary, { steps: { decoding: steps } }),
)
