import type { Json } from '../../spec/verdict.ts'

/** What a client is started with, beyond the URL. What it has no way to do, it leaves out. */
export type ClientOptions = {
  readonly headers?: Readonly<Record<string, string>>
  readonly lastEventId?: string
  readonly withCredentials?: boolean
  readonly method?: string
  readonly body?: string
  /** The reconnection time until a stream sets another, in milliseconds. */
  readonly initialDelayMs?: number | undefined
  /** The types of event that are listened for beside `message`, where a client has to know them. */
  readonly types?: readonly string[]
  /** What listeners of an object do, beside telling. */
  readonly reactions?: readonly Reaction[]
}

/** What a listener of an EventSource object does when an event of type `on` comes (and has this data, where it is given). */
export type Reaction = {
  /** The empty string, which is no type: right after the object was made. */
  readonly on: string
  readonly data?: string
  /** `listener`: added with addEventListener, after the one that tells; `attribute`: set as onopen, onmessage or onerror. Default: listener. */
  readonly as?: 'listener' | 'attribute'
  /** `close-soon`: in a task of its own, right after this one. */
  readonly act: 'close' | 'close-soon' | 'close-twice' | 'throw'
}

/** What a client tells. `at` is performance.now() of the kit when it heard of it. */
export type Told =
  | ({ readonly kind: 'event'; readonly type: string; readonly data: string; readonly lastEventId?: string } & Heard)
  | ({ readonly kind: 'open' } & Heard)
  | ({ readonly kind: 'error'; readonly reason: string } & Heard)
  | ({ readonly kind: 'id'; readonly id: string } & Heard)
  | ({ readonly kind: 'retry'; readonly retry: number } & Heard)
  | ({ readonly kind: 'comment'; readonly comment: string } & Heard)
  /** A reaction has called close(); readyState is that of the moment when it had returned. */
  | ({ readonly kind: 'closed'; readonly threw?: string } & Heard)

/** `readyState` and `fired` are those of an object, at the moment of the event; a command may tell readyState with an error. */
export type Heard = { readonly at: number; readonly readyState?: number; readonly fired?: Fired }

/** What an event of an object is like. */
export type Fired = {
  /** `MessageEvent` where it is one or looks like one (it has data, origin and lastEventId), else `Event`. */
  readonly interface: 'Event' | 'MessageEvent'
  readonly trusted: boolean
  readonly bubbles: boolean
  readonly cancelable: boolean
  /** Of a MessageEvent. */
  readonly origin?: string
  /** typeof data. */
  readonly dataType: string
  /** Whether `this` of the listener and target of the event are the object. (currentTarget is null for all listeners but the first in Node 20.) */
  readonly onObject: boolean
  /** The attribute url of the object at that moment, where it is a string. */
  readonly url?: string
  /** Which attributes were called for it before this listener was: onopen, onmessage, onerror. */
  readonly through?: readonly string[]
}

/** What is looked at: the constructor with these arguments, the constants, an event handler attribute such as `onopen`, how often listeners are called, or in which order beside an attribute, for an event of a type. */
export type Inspection =
  | { readonly construct: readonly Argument[] }
  | { readonly constants: true }
  | { readonly attribute: string }
  | { readonly listeners: true }
  | { readonly order: string }

/** Looks at an EventSource class, or at what its constructor makes of these arguments; the object is closed at once. */
export type Inspect = {
  (what: { readonly construct: readonly Argument[] }): Promise<Made>
  (what: Inspection): Promise<Json>
}

/** `{ href }` is a URL object, `{ text }` an object whose toString() gives the text, `{ undefined: true }` undefined; anything else is itself. */
export type Argument = Json

/** What a constructor did. */
export type Made =
  | { readonly threw: { readonly name: string; readonly isDomException: boolean } }
  | { readonly url: string; readonly readyState: number; readonly withCredentials: Json }
