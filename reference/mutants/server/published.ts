import { standard } from '../../server/steps.ts'
import type { EncoderMutant } from '../encoder/mutant.ts'
import { encoderMutants } from '../encoder.ts'
import { type ServerMutant, serverMutant } from './mutant.ts'

/** A server that writes its events as a mutant of the encoder does. */
const published = ({ id, clause, summary, start }: EncoderMutant): ServerMutant => ({
  ...serverMutant(`encoder-${id}`, clause, `writes events as an encoder that ${summary}`, {}),
  start() {
    const steps = start()
    return { ...standard, event: (input) => steps.event(input, steps), bytes: steps.bytes }
  },
  shownBy: id === 'no-blank-line' ? ['server/published/grammar-*'] : ['server/published', 'server/injection'],
})

/** These show in what other events do, and a server is never asked for one event alone. */
const aboutOthers = ['hundred-events', 'repeated-event-lost', 'blank-line-first']

/** Wrong in what they make of what they are given. */
export const publishedMutants: readonly ServerMutant[] = encoderMutants.filter(({ id }) => !aboutOthers.includes(id)).map(published)
