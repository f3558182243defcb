import type { ServerSentEvent } from '../../../spec/event.ts'
import { CLOSED, type Source } from '../../eventsource/source.ts'
import { standard } from '../../eventsource/steps.ts'
import { nextTask } from '../../eventsource/time.ts'
import { type ClientMutant, clientMutant } from './mutant.ts'

type Init = { readonly data: string; readonly origin: string; readonly lastEventId: string }

/** Fires another event in the place of the right one. */
const firing = (made: (type: string, init: Init, source: Source) => Event) => ({
  steps: {
    async dispatch(source: Source, { type, data, lastEventId }: ServerSentEvent, origin: string) {
      await nextTask()
      if (source.readyState !== CLOSED) source.target.dispatchEvent(made(type, { data, origin, lastEventId }, source))
    },
  },
})

const parsed = (data: string): unknown => {
  try {
    return JSON.parse(data)
  } catch {
    return data
  }
}

/** Passes an event on with another ID. */
const withId = (idOf: (id: string, last: { id: string }) => string) => ({
  steps: () => {
    const known = new WeakMap<Source, { id: string }>()
    return {
      dispatch(source: Source, event: ServerSentEvent, origin: string) {
        const last = known.get(source) ?? { id: '' }
        known.set(source, last)
        const lastEventId = idOf(event.lastEventId, last)
        last.id = event.lastEventId
        return standard.dispatch(source, { ...event, lastEventId }, origin)
      },
    }
  },
})

export const messageMutants: readonly ClientMutant[] = [
  clientMutant('origin-of-first', 'message.origin', 'keeps the origin of its first stream', {
    steps: () => {
      const first = new WeakMap<Source, string>()
      return {
        dispatch(source, event, origin) {
          const kept = first.get(source) ?? origin
          first.set(source, kept)
          return standard.dispatch(source, event, kept)
        },
      }
    },
  }),
  clientMutant(
    'plain-messages',
    'message.interface',
    'fires plain events that carry nothing but data',
    firing((type, { data }) => Object.assign(new Event(type), { data })),
  ),
  clientMutant(
    'parsed-data',
    'message.interface',
    'gives data that is JSON as the value that it means',
    firing((type, init) => new MessageEvent(type, { ...init, data: parsed(init.data) })),
  ),
  clientMutant(
    'messages-bubble',
    'message.not-bubbling',
    'fires events that bubble',
    firing((type, init) => Object.defineProperty(new MessageEvent(type, init), 'bubbles', { value: true })),
  ),
  clientMutant(
    'messages-cancelable',
    'message.not-cancelable',
    'fires events that can be cancelled',
    firing((type, init) => Object.defineProperty(new MessageEvent(type, init), 'cancelable', { value: true })),
  ),
  clientMutant(
    'no-origin',
    'message.origin',
    'gives an empty origin',
    firing((type, init) => new MessageEvent(type, { ...init, origin: '' })),
  ),
  clientMutant(
    'url-as-origin',
    'message.origin',
    'gives the whole URL as the origin',
    firing((type, init, { url }) => new MessageEvent(type, { ...init, origin: url })),
  ),
  clientMutant(
    'first-origin',
    'message.origin',
    'gives the origin of the URL it was made with, also after a redirect',
    firing((type, init, { url }) => new MessageEvent(type, { ...init, origin: new URL(url).origin })),
  ),
  clientMutant(
    'own-ids',
    'message.last-event-id',
    'gives an event without an ID of its own none at all',
    withId((id, last) => (id === last.id ? '' : id)),
  ),
  clientMutant(
    'late-ids',
    'message.last-event-id',
    'gives each event the ID that was the last one before it',
    withId((_, last) => last.id),
  ),
  clientMutant('types-apart', 'message.order', 'fires the events of other types in tasks of their own, behind those of message', {
    steps: {
      async dispatch(source, event, origin) {
        if (event.type === 'message') await standard.dispatch(source, event, origin)
        else void nextTask().then(() => standard.dispatch(source, event, origin))
      },
    },
  }),
]
