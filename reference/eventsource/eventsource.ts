import { createHandlers, type Handler } from './attributes.ts'
import type { EventSourceOptions } from './options.ts'
import { CLOSED, CONNECTING, OPEN, type Source, type Steps } from './source.ts'
import { connect, standard } from './steps.ts'

/** What fires on an EventSource; every other type is one that the server has named. */
export type EventSourceEventMap = { readonly open: Event; readonly error: Event; readonly message: MessageEvent<string> }

/** The interface of HTML 9.2.2. */
export interface EventSource extends EventTarget {
  /** The URL it was made with, serialized. */
  readonly url: string
  readonly withCredentials: boolean
  /** CONNECTING, OPEN or CLOSED. */
  readonly readyState: 0 | 1 | 2
  readonly CONNECTING: 0
  readonly OPEN: 1
  readonly CLOSED: 2
  onopen: Handler<EventSource, Event>
  onmessage: Handler<EventSource, MessageEvent<string>>
  onerror: Handler<EventSource, Event>
  /** Ends the connection, or the attempts to make one, for good; nothing fires after it. */
  close(): void
  addEventListener<Type extends keyof EventSourceEventMap>(
    type: Type,
    listener: (this: EventSource, event: EventSourceEventMap[Type]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void
  addEventListener(
    type: string,
    listener: (this: EventSource, event: MessageEvent<string>) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void
  addEventListener(type: string, listener: EventListenerOrEventListenerObject | null, options?: boolean | AddEventListenerOptions): void
}

/** What makes them. */
export type EventSourceConstructor = {
  /**
   * Connects at once. A relative URL is parsed against the document, or the location of a worker, where there is one.
   * Throws a DOMException named SyntaxError when the URL cannot be parsed (HTML 9.2.2), and a TypeError when an option cannot be sent.
   */
  new (url: string | URL, options?: EventSourceOptions): EventSource
  readonly prototype: EventSource
  readonly CONNECTING: 0
  readonly OPEN: 1
  readonly CLOSED: 2
}

/** An EventSource made of the given steps: the standard's, or those of a mutant, which may also be made with other options than it is given. */
export const buildEventSource = (
  steps: Steps,
  adapt: (options: EventSourceOptions) => EventSourceOptions = (options) => options,
): EventSourceConstructor => {
  const EventSource = class extends EventTarget {
    readonly #source: Source
    readonly #handlers = createHandlers(this)

    constructor(url: string | URL, options: EventSourceOptions = {}) {
      super()
      this.#source = createSource(steps, this, url, adapt(options))
      void connect(this.#source)
    }
    get url() {
      return this.#source.url // constructor.url-attribute, redirect.url-attribute
    }
    get withCredentials() {
      return this.#source.options.withCredentials ?? false
    }
    get readyState() {
      return this.#source.readyState
    }
    get onopen() {
      return this.#handlers.get('open')
    }
    set onopen(handler) {
      this.#handlers.set('open', handler)
    }
    get onmessage() {
      return this.#handlers.get('message')
    }
    set onmessage(handler) {
      this.#handlers.set('message', handler)
    }
    get onerror() {
      return this.#handlers.get('error')
    }
    set onerror(handler) {
      this.#handlers.set('error', handler)
    }
    close() {
      steps.close(this.#source)
    }
  }
  return asInterface(EventSource)
}

const createSource = (steps: Steps, target: EventTarget, url: string | URL, options: EventSourceOptions): Source => {
  const source: Source = {
    steps,
    target,
    url: parsed(url),
    options: { ...options, withCredentials: Boolean(options?.withCredentials) },
    closing: new AbortController(),
    readyState: CONNECTING, // constructor.ready-state
    lastEventId: options?.lastEventId ?? '',
    reconnectionTime: options?.reconnectionTime ?? 3000, // reconnect.default-time
    failures: 0,
  }
  const { url: href, init } = steps.request(source)
  new Request(href, init) // what no request can carry is told of here, not with every attempt
  return source
}

declare const document: { readonly baseURI: string } | undefined
declare const location: { readonly href: string } | undefined

/** constructor.url: relative to the settings, of which there are none outside a browser. */
const parsed = (url: string | URL): string => {
  const base = typeof document === 'object' ? document.baseURI : typeof location === 'object' ? location.href : undefined
  try {
    return new URL(`${url}`, base).href
  } catch {
    throw new DOMException(`the URL "${url}" cannot be parsed`, 'SyntaxError') // constructor.syntax-error
  }
}

/** What Web IDL makes of an interface: constants that cannot be changed, members that can be enumerated, and a name. */
const asInterface = (made: new (url: string | URL, options?: EventSourceOptions) => object): EventSourceConstructor => {
  const { prototype } = made
  for (const [name, value] of Object.entries({ CONNECTING, OPEN, CLOSED })) {
    for (const owner of [made, prototype]) Object.defineProperty(owner, name, { value, enumerable: true }) // interface.constants
  }
  for (const name of ['url', 'withCredentials', 'readyState', 'onopen', 'onmessage', 'onerror', 'close'])
    Object.defineProperty(prototype, name, { enumerable: true })
  Object.defineProperty(prototype, Symbol.toStringTag, { value: 'EventSource', configurable: true })
  Object.defineProperty(made, 'name', { value: 'EventSource', configurable: true })
  return made as EventSourceConstructor
}

/** A client for event streams, as HTML 9.2 describes it, over fetch. */
export const EventSource: EventSourceConstructor = buildEventSource(standard)
