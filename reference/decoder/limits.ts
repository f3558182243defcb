/** Bounds that keep a reader's memory bounded; the standard sets none (HTML 9.2.5), so none is set by default. */
export type Limits = {
  /** The longest line, in bytes without its line end. */
  readonly line?: number
  /** The longest data of one event, in UTF-16 code units. */
  readonly event?: number
}

/** A stream went beyond a limit that its reader had set. */
export class LimitError extends Error {
  override readonly name = 'LimitError'
  readonly code: 'line-too-long' | 'event-too-long'
  /** The limit that was passed: bytes for a line, UTF-16 code units for an event. */
  readonly limit: number

  constructor(code: LimitError['code'], limit: number) {
    super(
      code === 'line-too-long'
        ? `a line is longer than ${limit} bytes; raise limits.line, or treat the stream as hostile`
        : `the data of an event is longer than ${limit} characters; raise limits.event, or treat the stream as hostile`,
    )
    this.code = code
    this.limit = limit
  }
}
