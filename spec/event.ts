/** One event as a reader of the stream sees it (HTML 9.2.6). */
export type ServerSentEvent = {
  readonly type: string
  readonly data: string
  /** The last event ID string at the moment of the dispatch. */
  readonly lastEventId: string
}

/** What a whole stream means. */
export type Decoded = {
  readonly events: readonly ServerSentEvent[]
  /** The last event ID string when the stream ended. */
  readonly lastEventId: string
  /** The reconnection time in milliseconds that the stream set, or null when it set none. */
  readonly retry: number | null
}

/**
 * One line of what a parser or client under test says (JSON Lines on stdout, or an object given to `emit`).
 * An event carries `type`, `data` and `lastEventId`; a key that is absent or null means its default.
 */
export type EventLine = {
  readonly type?: string | null
  readonly data?: string | null
  readonly lastEventId?: string | null
  /** The stream was opened (clients). */
  readonly open?: boolean
  /** The stream failed or broke off (clients). */
  readonly error?: string
  readonly readyState?: 0 | 2
  /** The reconnection time was set, in milliseconds. */
  readonly retry?: number
  readonly comment?: string
  /** An ID was committed without an event. */
  readonly id?: string
}

/** One event as it is given to an encoder; every key may be left out. Written in the order comment, retry, id, event, data. */
export type EventInput = {
  /** A line that readers ignore. */
  readonly comment?: string
  /** The reconnection time in milliseconds. */
  readonly retry?: number
  /** The last event ID from this event on; the empty string takes it back. */
  readonly id?: string
  /** The type; left out or empty, it is `message`. */
  readonly event?: string
  /** LF, CR and CRLF each begin a further line. Without data, no event is dispatched. */
  readonly data?: string
}
