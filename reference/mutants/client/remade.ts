import type { EventSourceConstructor } from '../../eventsource/eventsource.ts'
import type { Source } from '../../eventsource/source.ts'
import { waitAtLeast } from '../../eventsource/time.ts'

export type Made = InstanceType<EventSourceConstructor>

/** Another class, whose objects are changed right after they were made. */
export const remade =
  (change: (object: Made, args: readonly unknown[]) => void) =>
  (made: EventSourceConstructor): EventSourceConstructor =>
    new Proxy(made, {
      construct(target, args: unknown[]) {
        const object: Made = Reflect.construct(target, args)
        change(object, args)
        return object
      },
    })

/** A property of an object, in the place of the one that it inherits. */
export const withValue = (object: Made, name: string, value: unknown): void => {
  Object.defineProperty(object, name, { value, writable: true, configurable: true, enumerable: true })
}

/** A further request, whatever the state of the object. */
export const askOnce = async (source: Source): Promise<void> => {
  const { fetch = globalThis.fetch } = source.options
  await waitAtLeast(source.reconnectionTime, new AbortController().signal)
  await fetch(source.url)
    .then((response) => response.body?.cancel())
    .catch(() => {})
}
