import type { Json } from '../../spec/verdict.ts'
import type { Argument, Inspection, Made } from './client.ts'
import type { EventSourceClass, EventSourceLike } from './object.ts'

const names = ['CONNECTING', 'OPEN', 'CLOSED'] as const

/** Looks at a class, or at an object that it makes and that is closed at once. */
export const inspectObject = (made: EventSourceClass, what: Inspection): Json => {
  if ('construct' in what) return construct(made, what.construct) as Json
  if ('constants' in what) return constantsOf(made)
  if ('listeners' in what) return listenersOf(made)
  if ('order' in what) return orderOf(made, what.order)
  return attributeOf(made, what.attribute)
}

/** Where nobody listens: the discard port of this machine. */
const nowhere = 'http://127.0.0.1:9/'

const construct = (made: EventSourceClass, given: readonly Argument[]): Made => {
  try {
    const object = Reflect.construct(made, given.map(argumentOf)) as EventSourceLike & { url: unknown; withCredentials: unknown }
    const { readyState } = object
    object.close()
    return { url: textOf(object.url), readyState, withCredentials: plain(object.withCredentials) }
  } catch (error) {
    const { name } = error as Error
    return { threw: { name: String(name), isDomException: isDomException(error) } }
  }
}

/** Of any realm. */
const isDomException = (error: unknown): boolean =>
  error instanceof DOMException || Object.prototype.toString.call(error) === '[object DOMException]'

const argumentOf = (given: Argument): unknown => {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return given
  const argument = given as { readonly [key: string]: Json }
  if (argument.undefined === true) return undefined
  if (typeof argument.href === 'string') return new URL(argument.href)
  if (typeof argument.text === 'string') return { toString: () => argument.text }
  return given
}

const textOf = (value: unknown): string => String(value)
const plain = (value: unknown): Json => (['string', 'number', 'boolean'].includes(typeof value) ? (value as Json) : String(value))

/** The constants of the interface, of its prototype, and of an object after somebody has tried to change them. */
const constantsOf = (made: EventSourceClass): Json => {
  const object = new made(nowhere)
  const owners: Readonly<Record<string, object>> = { interface: made, prototype: made.prototype as object, object }
  const read = (owner: object): Json => Object.fromEntries(names.map((name) => [name, plain((owner as Record<string, unknown>)[name])]))
  const seen = Object.fromEntries(Object.entries(owners).map(([name, owner]) => [name, read(owner)]))
  for (const name of names) {
    try {
      ;(object as unknown as Record<string, unknown>)[name] = 7
    } catch {
      // it cannot be changed, and says so
    }
  }
  const changed = read(object)
  object.close()
  return { ...seen, changed }
}

/** An event handler attribute: at first, set to a function, and to what is none. */
const attributeOf = (made: EventSourceClass, name: string): Json => {
  const object = new made(nowhere) as unknown as Record<string, unknown> & EventSourceLike
  const act = () => {}
  const after = (value: unknown): Json => {
    try {
      object[name] = act
      object[name] = value
      return object[name] === null ? null : object[name] === act ? 'the function' : typeof object[name]
    } catch (error) {
      return `throws ${(error as Error).name}`
    }
  }
  const first = object[name] === null ? null : typeof object[name]
  const seen = { first, keepsFunction: after(act) === 'the function', setToNull: after(null), setToText: after('text') } // a text may spoil what comes after it
  object.close()
  return seen
}

/** How often listeners are called for three events that are dispatched on an object; why none can be, where that is so. */
const listenersOf = (made: EventSourceClass): Json => {
  const object = new made(nowhere) as unknown as EventTarget & EventSourceLike
  const calls = { added: 0, addedTwice: 0, once: 0, object: 0, removed: 0 }
  const count = (name: keyof typeof calls) => () => {
    calls[name] += 1
  }
  const [twice, removed] = [count('addedTwice'), count('removed')]
  try {
    object.addEventListener('probe', count('added'))
    object.addEventListener('probe', twice)
    object.addEventListener('probe', twice)
    object.addEventListener('probe', count('once'), { once: true })
    object.addEventListener('probe', { handleEvent: count('object') })
    object.addEventListener('probe', removed)
    object.removeEventListener('probe', removed)
    for (let time = 0; time < 3; time += 1) object.dispatchEvent(new Event('probe'))
    return calls
  } catch (error) {
    return { threw: String(error) }
  } finally {
    object.close()
  }
}

/** What is called for an event of this type that is dispatched: two listeners, and an attribute that was set between them. */
const orderOf = (made: EventSourceClass, type: string): Json => {
  const object = new made(nowhere) as unknown as EventTarget & EventSourceLike & Record<string, unknown>
  const called: string[] = []
  try {
    object.addEventListener(type, () => called.push('a listener'))
    object[`on${type}`] = () => called.push(`on${type}`)
    object.addEventListener(type, () => called.push('a later listener'))
    object.dispatchEvent(new Event(type))
    return called
  } catch (error) {
    return { threw: String(error) }
  } finally {
    object.close()
  }
}
