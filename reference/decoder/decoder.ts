import type { Decoded, ServerSentEvent } from '../../spec/event.ts'
import type { Limits } from './limits.ts'
import { type Listeners, type Steps, type Stream, standard } from './steps.ts'

export type DecoderOptions = Listeners & {
  /** The last event ID to start with, as after a reconnect. Default: the empty string. */
  readonly lastEventId?: string | undefined
  readonly limits?: Limits | undefined
}

/** A push decoder for `text/event-stream`. */
export type Decoder = {
  /**
   * Takes the next bytes, in pieces of any size, and calls the listeners for what they complete.
   * Throws a LimitError beyond a limit, whatever a listener throws, and a TypeError once the decoder is closed;
   * any of these closes it.
   */
  push(bytes: Uint8Array): void
  /** The stream has ended: what no blank line has dispatched is thrown away. Calling it again does nothing. */
  end(): void
}

/** Interprets an event stream exactly as HTML 9.2.6 does. */
export const createDecoder = (options: DecoderOptions): Decoder => buildDecoder(standard, options)

/** A decoder made of the given steps: the standard's, or those of a mutant. */
export const buildDecoder = (steps: Steps, options: DecoderOptions): Decoder => {
  const stream = startStream(steps, options)
  const reader = steps.lines((line) => steps.line(stream, line), options.limits?.line ?? Number.POSITIVE_INFINITY)
  let state: 'open' | 'pushing' | 'closed' = 'open'

  return {
    push(bytes) {
      if (state !== 'open') throw new TypeError(`push() on a decoder that is ${state === 'closed' ? 'closed' : 'still in push()'}`)
      state = 'pushing'
      try {
        reader.push(bytes)
        state = 'open'
      } finally {
        if (state === 'pushing') state = 'closed'
      }
    },
    end() {
      if (state === 'pushing') throw new TypeError('end() on a decoder that is still in push()')
      if (state === 'closed') return
      state = 'closed'
      reader.end()
      steps.end(stream)
    },
  }
}

const startStream = (steps: Steps, { lastEventId = '', limits, ...on }: DecoderOptions): Stream => ({
  steps,
  on,
  dataLimit: limits?.event ?? Number.POSITIVE_INFINITY,
  data: '', // stream.fresh-state
  eventType: '',
  idBuffer: lastEventId,
  lastEventId,
})

/** What a whole stream means (HTML 9.2.6). */
export const decode = (bytes: Uint8Array): Decoded => decodeWith(standard, bytes)

/** What a whole stream means to a decoder made of these steps. */
export const decodeWith = (steps: Steps, bytes: Uint8Array): Decoded => {
  const events: ServerSentEvent[] = []
  let lastEventId = ''
  let retry: number | null = null
  const decoder = buildDecoder(steps, {
    onEvent: (event) => events.push(event),
    onId: (id) => {
      lastEventId = id
    },
    onRetry: (milliseconds) => {
      retry = milliseconds
    },
  })
  decoder.push(bytes)
  decoder.end()
  return { events, lastEventId, retry }
}
