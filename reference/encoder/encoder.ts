import type { EventInput } from '../../spec/event.ts'
import { standard } from './steps.ts'

/**
 * One event as text of an event stream (HTML 9.2.5), its empty line included; written one after another, such texts are a stream.
 * Read back (HTML 9.2.6) it gives what went in; CR and CRLF in `data` come back as LF.
 * Throws an EncodeError for a value that the format cannot carry: nothing is changed in silence.
 */
export const encode = (event: EventInput): string => standard.event(event, standard)

/** Events in, the bytes of a stream out, one chunk an event. Errors with an EncodeError as `encode` does. */
export class EncoderStream extends TransformStream<EventInput, Uint8Array> {
  constructor() {
    super({
      transform(event, controller) {
        controller.enqueue(standard.bytes(encode(event)))
      },
    })
  }
}
