import type { ServerSentEvent } from '../../../spec/event.ts'
import { CLOSED, CONNECTING, OPEN, type Source } from '../../eventsource/source.ts'
import { standard } from '../../eventsource/steps.ts'
import { nextTask, waitAtLeast } from '../../eventsource/time.ts'
import { type ClientMutant, clientMutant } from './mutant.ts'

/** Fires this in the place of error when a stream ends, as `state`, and goes on as the standard does. */
const endingWith = (state: Source['readyState'], fire: (target: EventTarget) => void) => ({
  async reestablish(source: Source) {
    await nextTask()
    if (source.readyState === CLOSED) return
    source.readyState = state
    fire(source.target)
    source.readyState = CONNECTING
    await waitAtLeast(source.steps.delay(source), source.closing.signal)
  },
})

const once = (target: EventTarget): void => void target.dispatchEvent(new Event('error'))

/** Keeps the events of a stream until it ends, and fires error before them. */
const errorFirst = () => {
  const held = new WeakMap<Source, (readonly [event: ServerSentEvent, origin: string])[]>()
  return {
    async dispatch(source: Source, event: ServerSentEvent, origin: string) {
      held.set(source, [...(held.get(source) ?? []), [event, origin]])
    },
    async reestablish(source: Source) {
      await nextTask()
      source.readyState = CONNECTING
      once(source.target)
      for (const [event, origin] of held.get(source) ?? []) await standard.dispatch(source, event, origin)
      held.delete(source)
      await waitAtLeast(source.steps.delay(source), source.closing.signal)
    },
  }
}

/** Wrong about what an object is and fires when a stream ends, or of its own choice about how long it waits. */
export const endingMutants: readonly ClientMutant[] = [
  clientMutant('ends-open', 'reconnect.ready-state', 'is OPEN while error fires for the end of a stream', {
    steps: endingWith(OPEN, once),
  }),
  clientMutant('ends-closed', 'reconnect.ready-state', 'is CLOSED while error fires for the end of a stream', {
    steps: endingWith(CLOSED, once),
  }),
  clientMutant('open-before-answer', 'reconnect.ready-state', 'is OPEN again as soon as it has asked again', {
    steps: {
      async reestablish(source, reason) {
        await standard.reestablish(source, reason)
        if (source.readyState === CONNECTING) source.readyState = OPEN
      },
    },
  }),
  clientMutant('ends-in-silence', 'reconnect.error-event', 'fires nothing when a stream ends', { steps: endingWith(CONNECTING, () => {}) }),
  clientMutant('ends-twice', 'reconnect.error-event', 'fires error twice when a stream ends', {
    steps: endingWith(CONNECTING, (target) => {
      once(target)
      once(target)
    }),
  }),
  clientMutant('error-first', 'reconnect.after-events', 'fires error before the events of the stream that has ended', {
    steps: errorFirst,
  }),
  clientMutant('events-late', 'reconnect.after-events', 'fires the events of a stream when it can, also after error', {
    steps: {
      async dispatch(source, event, origin) {
        void waitAtLeast(20, new AbortController().signal).then(() => standard.dispatch(source, event, origin))
      },
    },
  }),
  clientMutant('end-message', 'fail.plain-event', 'fires error as a MessageEvent when a stream ends', {
    steps: endingWith(CONNECTING, (target) => void target.dispatchEvent(new MessageEvent('error', { data: 'ended' }))),
  }),
  clientMutant('default-of-eleven-seconds', 'reconnect.default-time', 'waits eleven seconds until a stream says otherwise', {
    options: (options) => ({ ...options, reconnectionTime: 10_500 }),
  }),
  clientMutant('waits-four-times', 'reconnect.wait-longer', 'waits four times as long as it is told to', {
    steps: { delay: (source) => 4 * standard.delay(source) },
  }),
  clientMutant('no-backoff', 'reconnect.backoff', 'waits no longer after attempts that fail', {
    steps: { delay: ({ reconnectionTime }) => reconnectionTime },
  }),
]
