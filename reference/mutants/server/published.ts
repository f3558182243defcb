import { type ServerSteps, standard } from '../../server/steps.ts'
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
  shownBy: patient[id] ?? ['server/published', 'server/injection'],
})

/** So much is wrong with these that every case waits long; they are shown to those that are about it. */
const patient: Readonly<Record<string, readonly string[]>> = {
  'no-blank-line': ['server/published/grammar-*'],
  'type-sticks': ['server/published/stream-*'],
}

/** These show in what other events do, and a server is never asked for one event alone. */
const aboutOthers = ['hundred-events', 'repeated-event-lost', 'blank-line-first']

/** Wrong in what they make of what they are given. */
export const publishedMutants: readonly ServerMutant[] = encoderMutants.filter(({ id }) => !aboutOthers.includes(id)).map(published)

/** Holds each event back until the next one comes. */
const holding = (): ServerSteps => {
  let held = ''
  return {
    ...standard,
    event(input) {
      const before = held
      held = standard.event(input)
      return before
    },
  }
}

export const holdingMutants: readonly ServerMutant[] = [
  {
    ...serverMutant('event-held-back', 'delivery.flush', 'sends an event when the next one is published', {}),
    start: holding,
    shownBy: ['server/delivery/flush*'],
  },
]
