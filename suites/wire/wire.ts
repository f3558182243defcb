import type { Duplex } from 'node:stream'

/** A header field as it stands on the wire: the value in Latin-1, without the white space around it. */
export type Field = readonly [name: string, value: string]

export type HttpVersion = '1.0' | '1.1' | '2'

/** One request, sent as it is. */
export type WireRequest = {
  readonly version: HttpVersion
  readonly method: string
  readonly scheme: 'http' | 'https'
  /** Host with its port, if that is not the default one. */
  readonly authority: string
  /** Path and query. */
  readonly target: string
  /** Those after Host, in their order; HTTP/2 writes the names in lower case. */
  readonly fields: readonly Field[]
  readonly body?: Uint8Array
}

/** The head of a response: its status line and fields. Times are those of performance.now(). */
export type WireHead = {
  readonly version: HttpVersion
  readonly status: number
  readonly fields: readonly Field[]
  /** What is wrong with how the head is written, where it could be read all the same; a sentence each. */
  readonly faults?: readonly string[]
  readonly at: number
}

/** Told what arrives, while it arrives. */
export type WireListener = {
  readonly onHead: (head: WireHead) => void
  /** Bytes of the content, without the framing of HTTP. Nothing more is read before a promise that is returned settles. */
  readonly onContent: (bytes: Uint8Array, at: number) => void | Promise<void>
  /** Bytes where the response can have none: after its end, or as content of one that has no content (HEAD, 204, 304). */
  readonly onStray: (bytes: Uint8Array, at: number) => void
}

/** How reading a response ended. */
export type WireEnd = { readonly at: number } & (
  | { /** HTTP told the end: the last chunk, all of Content-Length, END_STREAM. */ readonly how: 'complete' }
  | { /** The connection was closed, and that is how this response is delimited. */ readonly how: 'closed' }
  | {
      /** Closed or reset before the response was whole, also before its head. */
      readonly how: 'incomplete'
      readonly by: 'close' | 'reset'
      readonly reason: string
    }
  | { /** What came is not this version of HTTP at all. */ readonly how: 'foreign'; readonly reason: string }
  | { /** What came breaks the rules of HTTP. */ readonly how: 'malformed'; readonly part: 'head' | 'content'; readonly reason: string }
  | { /** A head larger than any client reads. */ readonly how: 'too-large'; readonly reason: string }
  | { /** The signal ended it. */ readonly how: 'left' }
)

/**
 * Sends a request over a connection that is up, and reads the response until it ends or `signal` aborts; never rejects for what the other side does.
 * The connection is used for this one exchange and closed by its owner. A response without content is listened to until the other side
 * closes or `signal` aborts, so that stray bytes are seen.
 */
export type Speak = (socket: Duplex, request: WireRequest, listener: WireListener, signal: AbortSignal) => Promise<WireEnd>

/** The largest head that is read, in bytes. */
export const headLimit = 256 * 1024
