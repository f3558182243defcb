import type { EventSourceConstructor } from '../../eventsource/eventsource.ts'
import { type ClientMutant, clientMutant } from './mutant.ts'
import { type Made, remade, withValue } from './remade.ts'

type Constants = PropertyDescriptorMap

const names = ['CONNECTING', 'OPEN', 'CLOSED'] as const
const described = (descriptor: PropertyDescriptor = {}): Constants =>
  Object.fromEntries(names.map((name, value) => [name, { value, enumerable: true, ...descriptor }]))

/** The same class with other constants: those of a class that is made cannot be changed. */
const constants =
  (own: { readonly interface?: Constants; readonly prototype?: Constants }) =>
  (made: EventSourceConstructor): EventSourceConstructor => {
    const other = class {}
    const members = Object.entries(Object.getOwnPropertyDescriptors(made.prototype)).filter(([name]) => !names.includes(name as never))
    Object.setPrototypeOf(other.prototype, EventTarget.prototype)
    Object.defineProperties(other.prototype, { ...Object.fromEntries(members), ...own.prototype })
    Object.defineProperties(other, own.interface ?? {})
    return new Proxy(other, { construct: (_, args) => Reflect.construct(made, args, other) }) as unknown as EventSourceConstructor
  }

const attributes = ['onopen', 'onmessage', 'onerror'] as const
type Attribute = { get(): unknown; set(value: unknown): void }

/** Other event handler attributes, made of the right ones. */
const attributesOf = (change: (right: Attribute) => Attribute) =>
  remade((object) => {
    for (const name of attributes) {
      const { get, set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(object), name) ?? {}
      const right = { get: () => get?.call(object), set: (value: unknown) => set?.call(object, value) }
      Object.defineProperty(object, name, { ...change(right), configurable: true })
    }
  })

const bare = (object: Made, act: (event: Event) => void) => {
  for (const name of attributes) withValue(object, name, null)
  const { dispatchEvent } = object
  object.dispatchEvent = (event) => {
    const isDone = dispatchEvent.call(object, event)
    act(event)
    return isDone
  }
}

type Add = (type: string, listener: unknown, options?: unknown) => void

/** Other ways to add a listener. */
const adding = (change: (add: Add, object: Made) => Add) =>
  remade((object) => {
    const add = object.addEventListener.bind(object) as Add
    withValue(object, 'addEventListener', change(add, object))
  })

export const interfaceMutants: readonly ClientMutant[] = [
  clientMutant('no-constants', 'interface.constants', 'has the constants on its objects only', {
    wrap: constants({ prototype: described() }),
  }),
  clientMutant('static-constants', 'interface.constants', 'has the constants on the interface only', {
    wrap: constants({ interface: described() }),
  }),
  clientMutant('constants-writable', 'interface.constants', 'lets anybody change the constants of an object', {
    wrap: constants({ interface: described(), prototype: described({ writable: true }) }),
  }),
  clientMutant('attributes-undefined', 'interface.handlers', 'has undefined where an attribute holds no function', {
    wrap: attributesOf(({ get, set }) => ({ get: () => get() ?? undefined, set })),
  }),
  clientMutant('attributes-wrapped', 'interface.handlers', 'gives back another function than an attribute was set to', {
    wrap: attributesOf(({ get, set }) => ({ get, set: (value) => set(typeof value === 'function' ? value.bind(undefined) : value) })),
  }),
  clientMutant('attributes-keep-all', 'interface.handlers', 'keeps whatever an attribute is set to', {
    wrap: attributesOf(({ set }) => {
      let held: unknown = null
      return {
        get: () => held,
        set(value) {
          held = value
          set(value)
        },
      }
    }),
  }),
  clientMutant('attributes-not-called', 'interface.handlers', 'calls listeners only', { wrap: remade((object) => bare(object, () => {})) }),
  clientMutant('attributes-last', 'interface.handlers', 'calls the attributes after all listeners', {
    wrap: remade((object) => bare(object, (event) => object[`on${event.type}` as 'onopen']?.(event))),
  }),
  clientMutant('listeners-wrapped', 'interface.event-target', 'adds a listener anew each time, and never finds it to remove it', {
    wrap: adding((add, object) => (type, listener, options) => {
      const call = (event: Event) => (typeof listener === 'function' ? listener.call(object, event) : undefined)
      add(type, call, options)
    }),
  }),
  clientMutant('listeners-once', 'interface.event-target', 'does not know that a listener is to be called once', {
    wrap: adding((add) => (type, listener) => add(type, listener)),
  }),
  clientMutant('listeners-of-messages', 'interface.event-target', 'calls the attributes only for open and error', {
    wrap: adding((add) => (type, listener, options) => {
      if (type !== 'open' && type !== 'error') add(type, listener, options)
    }),
  }),
]
