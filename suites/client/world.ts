import type { Dialect } from '../../spec/results.ts'
import type { Vector } from '../../spec/vector.ts'
import type { Reading } from '../parser/reading.ts'
import type { ClientOptions, Inspect, Told } from '../targets/client.ts'

/** What a client case holds in its hands. Every wait has its bound; what did not happen by then is thrown, as the verdict that it deserves. */
export type ClientWorld = {
  /** The address of the stream of this case: nobody else asks for it. */
  readonly origin: Origin
  /** A further address: of the same origin, of another one (the same host, another port), or of one over TLS. */
  address(where: 'same' | 'other' | SecureWhere): Origin
  /** Starts a client at this URL; one that can be asked to wait shortly by default is, unless the options say otherwise. */
  open(url: string, options?: ClientOptions, sieve?: Sieve): Promise<Client>
  /** Looks at the constructor, or at an object that is made and closed again; needs `object`. */
  readonly inspect: Inspect
  /** How long the client waits before it comes back where no stream has said how long, in milliseconds; measured before any case. */
  readonly delay: number
  /** A reconnection time above that by a second at least, in milliseconds. */
  readonly longer: number
  /**
   * Fails if there is a request for one of these addresses that was not accepted, after the client could have come back twice by itself
   * (with `delay` as its reconnection time); `what` says after what none is lawful.
   */
  noReturn(origins: Origin | readonly Origin[], what: string): Promise<void>
  /**
   * Holds everything up for so many milliseconds; 0: for one turn, in which what was sent goes out by itself.
   * For lower bounds only, never to prove that nothing comes.
   */
  pass(milliseconds: number): Promise<void>
  /** What the client makes of a vector over a socket; each in a connection of its own, whole or in these pieces. */
  read(vector: Vector, cuts?: readonly number[]): Promise<Reading>
  /** What a vector means, in the dialect of the client and in the keys that it tells. */
  meaningOf(vector: Pick<Vector, 'stream'>): Reading
  /** The offsets at which a stream is cut, one list for each time that it is shown. */
  cutsOf(vector: Vector): readonly (readonly number[])[]
  /** Whether the client tells when a stream fails or ends; silence of one that does not may mean that it has given up. */
  readonly tellsErrors: boolean
  /** How the client dispatches where the standard leaves that to it; needs `dialect`. */
  dialect(): Dialect
}

/**
 * Over TLS, needs `tls`: HTTP/1.1 with a certificate that is good; HTTP/2 with the same (needs `http2` too); HTTP/1.1 with one that no
 * authority vouches for that the client knows, one for another name, or one that has expired. No other case asks there.
 */
export type SecureWhere = 'tls' | 'http2' | 'untrusted' | 'misnamed' | 'expired'

/** An address of the kit's origin, and who asked for it. */
export type Origin = {
  readonly url: string
  /** As a browser serializes it. */
  readonly origin: string
  /**
   * The next request that was not accepted yet, in the order of their coming. The first is waited for as long as a case may take, a later
   * one as long as a reconnection may: max(30 s, 4 × the delay). Throws a Violation when none comes; `what` says what for, as in
   * "the request after the redirect".
   */
  accept(what?: string): Promise<Visit>
  /** All requests so far, accepted or not. */
  readonly visits: readonly Visit[]
  /**
   * Of one over TLS: settles when the client has ended its first connection without a request. Throws a Violation when it asks,
   * or does not come; `what` is what it is to turn away from.
   */
  turnedAway(what: string): Promise<void>
}

/** Looks at what a client tells, and keeps most of it from piling up: true for what is not to be kept. */
export type Sieve = (told: Told) => boolean

export type { Argument, ClientOptions, Reaction, Told } from '../targets/client.ts'

export type Fields = readonly (readonly [name: string, value: string])[]

/**
 * One request, and the answer to it, which the case writes. Each has a connection of its own, which ends with the answer; over HTTP/2
 * a stream of its own.
 */
export type Visit = {
  readonly method: string
  /** As on the request line. */
  readonly target: string
  /** Of HTTP, as it was asked with: 1.0, 1.1 or 2.0. */
  readonly version: string
  /** performance.now() when the header section was there. */
  readonly at: number
  /** The value of a field, its bytes read as UTF-8; several are joined by ", ". Undefined where there is none. */
  header(name: string): string | undefined
  /** The values of a field, one for each line, their bytes read as UTF-8. */
  headers(name: string): readonly string[]
  /** The whole body of the request, read as UTF-8. */
  body(): Promise<string>
  /** Writes the header section of an event stream (200, text/event-stream, chunked), with these fields in addition or, by name, instead. */
  start(fields?: Fields): void
  /** Writes one piece of the body as one chunk, flushed; after `start`, which it does itself where nothing was written yet. */
  send(piece: string | Uint8Array): void
  /** Ends the body in order (over HTTP/2 with END_STREAM) and closes the connection; returns performance.now() just before. */
  end(): number
  /**
   * Breaks off: closes the connection (FIN) within a chunk, or resets it (RST: what the client has not read by then is lost, so wait for
   * what it tells). Over HTTP/2, `fin` ends the connection with GOAWAY, and `reset` the stream with RST_STREAM. Returns performance.now()
   * just before.
   */
  breakOff(how: 'fin' | 'reset'): number
  /** Answers as a whole with Content-Length, and closes the connection. Default body: none. */
  answer(status: number, fields?: Fields, body?: string): void
  /** Writes bytes as they are, from the status line on; nothing is framed. Not over HTTP/2. */
  raw(bytes: string | Uint8Array): void
  /** Settles when the client has ended the connection, or over HTTP/2 the stream; waits as long as a case may take, then throws a Violation. */
  gone(what?: string): Promise<number>
}

/** A client that was started. What it tells is kept in order. */
export type Client = {
  /** The next event of a stream that was not taken yet; throws a Violation when none comes. */
  next(what?: string): Promise<Told & { readonly kind: 'event' }>
  /** The next of all that was not taken yet by `next` or `until`, passing over what does not fit; throws a Violation when none comes. */
  until<Wanted extends Told>(what: string, fits: (told: Told) => told is Wanted): Promise<Wanted>
  until(what: string, fits: (told: Told) => boolean): Promise<Told>
  /** All that it has told so far. */
  readonly told: readonly Told[]
  /** Calls close() of an object; ends the process of a command, and the instance of a service. */
  close(): Promise<void>
  /** readyState now; needs `object`. */
  readyState(): Promise<number>
}
