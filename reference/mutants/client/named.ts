import type { ServerSentEvent } from '../../../spec/event.ts'
import type { Source } from '../../eventsource/source.ts'
import { standard } from '../../eventsource/steps.ts'
import { type ClientMutant, clientMutant } from './mutant.ts'
import { type Made, remade } from './remade.ts'

/** Does something else with the events that are named so. */
const unlike = (
  isMeant: (type: string) => boolean,
  act: (source: Source, event: ServerSentEvent, origin: string) => Promise<unknown>,
): { readonly steps: { dispatch: typeof standard.dispatch } } => ({
  steps: {
    async dispatch(source, event, origin) {
      if (isMeant(event.type)) await act(source, event, origin)
      else await standard.dispatch(source, event, origin)
    },
  },
})

const isOwn = (type: string): boolean => type !== 'message'
const lost = async (): Promise<void> => {}

/** Listeners that silence the object when they throw. */
const guarded = remade((object) => {
  const { addEventListener } = object
  const guard = (listener: (event: Event) => unknown) => (event: Event) => {
    try {
      return listener.call(object, event)
    } catch (error) {
      object.dispatchEvent = () => true
      throw error
    }
  }
  object.addEventListener = ((type: string, listener: (event: Event) => unknown) =>
    addEventListener.call(object, type, guard(listener) as never)) as never
})

/** Attributes that end the object when they throw. */
const guardedAttributes = remade((object) => {
  for (const name of ['onopen', 'onmessage', 'onerror']) guardAttribute(object, name)
})

const guardAttribute = (object: Made, name: string): void => {
  const { set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(object), name) ?? {}
  Object.defineProperty(object, name, {
    set(handler: (event: Event) => unknown) {
      set?.call(object, (event: Event) => {
        try {
          handler.call(object, event)
        } catch {
          object.close()
        }
      })
    },
  })
}

export const namedMutants: readonly ClientMutant[] = [
  clientMutant('types-as-message', 'message.named', 'fires events of every type as message', {
    ...unlike(isOwn, (source, event, origin) => standard.dispatch(source, { ...event, type: 'message' }, origin)),
  }),
  clientMutant('types-and-message', 'message.named', 'calls onmessage for the events of every type, after the listeners', {
    ...unlike(isOwn, async (source, event, origin) => {
      await standard.dispatch(source, event, origin)
      const { onmessage } = source.target as { onmessage?: (event: Event) => void }
      onmessage?.call(source.target, new MessageEvent('message', { data: event.data, origin }))
    }),
  }),
  clientMutant('types-lower-case', 'message.named', 'takes types without regard to case', {
    ...unlike(isOwn, (source, event, origin) => standard.dispatch(source, { ...event, type: event.type.toLowerCase() }, origin)),
  }),
  clientMutant('types-of-objects', 'message.named', 'keeps its listeners in an object, and loses types that every object has', {
    ...unlike((type) => type in {}, lost),
  }),
  clientMutant('types-of-letters', 'message.named', 'knows only types that are made of ASCII letters', {
    ...unlike((type) => !/^\w+$/.test(type), lost),
  }),
  clientMutant('message-named', 'message.named', 'fires an event that says its type is message for listeners only', {
    wrap: remade((object) => {
      Object.defineProperty(object, 'onmessage', { value: null, writable: true })
    }),
  }),
  clientMutant('named-error-fails', 'message.named-open-error', 'gives up when the server sends an event named error', {
    ...unlike(
      (type) => type === 'error',
      (source) => standard.fail(source, 'the server says error'),
    ),
  }),
  clientMutant('named-error-lost', 'message.named-open-error', 'drops the events that the server names open or error', {
    ...unlike((type) => type === 'error' || type === 'open', lost),
  }),
  clientMutant('named-open-plain', 'message.named-open-error', 'fires open anew when the server sends an event named open', {
    ...unlike(
      (type) => type === 'open',
      async ({ target }) => target.dispatchEvent(new Event('open')),
    ),
  }),
  clientMutant('throw-deafens', 'message.handler-throws', 'fires nothing more once a listener has thrown', { wrap: guarded }),
  clientMutant('throw-closes-attribute', 'message.handler-throws', 'is closed when an attribute throws', { wrap: guardedAttributes }),
]
