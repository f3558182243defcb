import { CONNECTING, OPEN, type Source } from '../../eventsource/source.ts'
import { standard } from '../../eventsource/steps.ts'
import { nextTask, waitAtLeast } from '../../eventsource/time.ts'
import { type ClientMutant, clientMutant } from './mutant.ts'

/** Comes back in its time, and tells in its own way that a connection has ended. */
const telling = (tell: (source: Source) => void) => ({
  steps: {
    async reestablish(source: Source) {
      await nextTask()
      tell(source)
      await waitAtLeast(source.steps.delay(source), source.closing.signal)
    },
  },
})

const fireError = ({ target }: Source) => void target.dispatchEvent(new Event('error'))

/** Wrong about what fires between two connections. */
export const endingMutants: readonly ClientMutant[] = [
  clientMutant(
    'end-untold',
    'reconnect.error-event',
    'comes back without a word',
    telling((source) => {
      source.readyState = CONNECTING
    }),
  ),
  clientMutant(
    'end-told-twice',
    'reconnect.error-event',
    'fires error when a stream ends, and again for the return',
    telling((source) => {
      source.readyState = CONNECTING
      fireError(source)
      fireError(source)
    }),
  ),
  clientMutant('events-late', 'reconnect.after-events', 'fires the events of a stream when it can, also after error', {
    steps: {
      async dispatch(source, event, origin) {
        void waitAtLeast(20, new AbortController().signal).then(() => standard.dispatch(source, event, origin))
      },
    },
  }),
  clientMutant(
    'open-until-it-returns',
    'reconnect.ready-state',
    'is OPEN until it asks again',
    telling((source) => {
      source.readyState = OPEN
      fireError(source)
    }),
  ),
]
