import { decoderMutants } from '../decoder.ts'
import { type ClientMutant, clientMutant } from './mutant.ts'

/** What a client that waits cannot show: a time above a minute is long and one below a second short as far as the kit is concerned, its default is not that of a decoder, and nobody listens for types that no stream has. */
const unseen = ['retry-clamped', 'retry-of-block', 'retry-at-least', 'unknown-fires']

/** Clients that read a stream as a wrong decoder does. */
export const readingMutants: readonly ClientMutant[] = decoderMutants
  .filter(({ id }) => !unseen.includes(id))
  .map(({ id, clause, summary, steps }) => clientMutant(`reads-${id}`, clause, summary, { steps: { decoding: steps } }))
