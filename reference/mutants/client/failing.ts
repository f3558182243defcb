import { CLOSED, CONNECTING, type Source } from '../../eventsource/source.ts'
import { standard } from '../../eventsource/steps.ts'
import { nextTask } from '../../eventsource/time.ts'
import { type ClientMutant, clientMutant } from './mutant.ts'
import { askOnce } from './remade.ts'

const failWith = (event: () => Event) => ({
  async fail(source: Source) {
    await nextTask()
    if (source.readyState === CLOSED) return
    source.readyState = CLOSED
    source.closing.abort()
    source.target.dispatchEvent(event())
  },
})

export const failingMutants: readonly ClientMutant[] = [
  clientMutant('fails-connecting', 'fail.ready-state', 'fires error before it is CLOSED', {
    steps: {
      async fail(source) {
        await nextTask()
        source.readyState = CONNECTING
        source.target.dispatchEvent(new Event('error'))
        source.readyState = CLOSED
        source.closing.abort()
      },
    },
  }),
  clientMutant('fails-twice', 'fail.error-event', 'fires error for the end of the answer, and again for the failure', {
    steps: {
      async fail(source, reason) {
        await nextTask()
        source.readyState = CONNECTING
        source.target.dispatchEvent(new Event('error'))
        await standard.fail(source, reason)
      },
    },
  }),
  clientMutant('fails-in-silence', 'fail.error-event', 'gives up without a word', {
    steps: {
      async fail(source) {
        source.readyState = CLOSED
        source.closing.abort()
      },
    },
  }),
  clientMutant('asks-after-failure', 'fail.no-reconnect', 'tells of the failure, and asks again', {
    steps: {
      async fail(source, reason) {
        await standard.fail(source, reason)
        await askOnce(source)
      },
    },
  }),
  clientMutant('asks-after-failed-return', 'fail.no-reconnect', 'gives up at the first attempt only; once it was open, it asks for ever', {
    steps: () => {
      const known = new WeakSet<Source>()
      return {
        async announce(source) {
          known.add(source)
          await standard.announce(source)
        },
        fail: (source, reason) => (known.has(source) ? standard.reestablish(source, reason) : standard.fail(source, reason)),
      }
    },
  }),
  clientMutant('error-bubbles', 'fail.plain-event', 'fires error as an event that bubbles', {
    steps: failWith(() => new Event('error', { bubbles: true })),
  }),
  clientMutant('error-cancelable', 'fail.plain-event', 'fires error as an event that can be cancelled', {
    steps: failWith(() => new Event('error', { cancelable: true })),
  }),
  clientMutant('error-message', 'fail.plain-event', 'fires error as a MessageEvent that says why', {
    steps: failWith(() => new MessageEvent('error', { data: 'not found' })),
  }),
]
