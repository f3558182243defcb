import type { ServerSentEvent } from '../../spec/event.ts'
import { LimitError } from './limits.ts'
import { type LineReaderFactory, readLines } from './lines.ts'

/** Who is told what; all are called while `push` runs. */
export type Listeners = {
  readonly onEvent: (event: ServerSentEvent) => void
  /** The reconnection time was set, in milliseconds. */
  readonly onRetry?: ((milliseconds: number) => void) | undefined
  /** The last event ID string was committed and differs from the one before. */
  readonly onId?: ((lastEventId: string) => void) | undefined
  /** A comment, without its colon. */
  readonly onComment?: ((text: string) => void) | undefined
}

/** The buffers of HTML 9.2.6. */
export type Stream = {
  readonly steps: Steps
  readonly on: Listeners
  /** The longest data, in UTF-16 code units. */
  readonly dataLimit: number
  data: string
  eventType: string
  /** The last event ID buffer: what id fields write. */
  idBuffer: string
  /** The last event ID string: what a blank line commits. */
  lastEventId: string
}

/** The steps of the standard, one by one, so that each can be read, and broken, alone. */
export type Steps = {
  readonly lines: LineReaderFactory
  readonly line: (stream: Stream, line: string) => void
  readonly comment: (stream: Stream, line: string) => void
  readonly field: (stream: Stream, name: string, value: string) => void
  readonly event: (stream: Stream, value: string) => void
  readonly data: (stream: Stream, value: string) => void
  readonly id: (stream: Stream, value: string) => void
  readonly retry: (stream: Stream, value: string) => void
  readonly dispatch: (stream: Stream) => void
  readonly end: (stream: Stream) => void
}

export const standard: Steps = {
  lines: readLines,

  line(stream, line) {
    const { steps } = stream
    if (line === '') return steps.dispatch(stream) // dispatch.blank-line
    if (line.startsWith(':')) return steps.comment(stream, line) // comment.ignored
    const colon = line.indexOf(':')
    if (colon === -1) return steps.field(stream, line, '') // field.no-colon
    const value = line.slice(colon + 1) // field.colon
    steps.field(stream, line.slice(0, colon), value.startsWith(' ') ? value.slice(1) : value) // field.space
  },

  comment(stream, line) {
    stream.on.onComment?.(line.slice(1))
  },

  field(stream, name, value) {
    switch (name) {
      case 'event': // field.exact-name
        return stream.steps.event(stream, value)
      case 'data':
        return stream.steps.data(stream, value)
      case 'id':
        return stream.steps.id(stream, value)
      case 'retry':
        return stream.steps.retry(stream, value)
      default: // field.unknown: ignored
    }
  },

  event(stream, value) {
    stream.eventType = value // event.set
  },

  data(stream, value) {
    stream.data += `${value}\n` // data.append
    if (stream.data.length - 1 > stream.dataLimit) throw new LimitError('event-too-long', stream.dataLimit)
  },

  id(stream, value) {
    if (value.includes('\0')) return // id.null
    stream.idBuffer = value // id.set, id.empty
  },

  retry(stream, value) {
    if (!/^[0-9]+$/.test(value)) return // retry.invalid, retry.empty
    stream.on.onRetry?.(Number(value)) // retry.digits, retry.at-once
  },

  dispatch(stream) {
    commitId(stream) // dispatch.id-without-event: before anything else
    const { data, eventType, lastEventId } = stream
    stream.data = '' // dispatch.reset
    stream.eventType = ''
    if (data === '') return // dispatch.no-data
    stream.on.onEvent({
      type: eventType === '' ? 'message' : eventType, // dispatch.type
      data: data.slice(0, -1), // dispatch.strip-one-lf, dispatch.empty-data
      lastEventId, // dispatch.id-sticky
    })
  },

  end() {
    // end.discard, end.id-not-committed: what no blank line has dispatched is thrown away
  },
}

/** Sets the last event ID string to the last event ID buffer, which keeps its value. */
export const commitId = (stream: Stream): void => {
  if (stream.idBuffer === stream.lastEventId) return
  stream.lastEventId = stream.idBuffer
  stream.on.onId?.(stream.lastEventId)
}
