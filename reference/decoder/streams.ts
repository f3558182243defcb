import type { ServerSentEvent } from '../../spec/event.ts'
import { buildDecoder, createDecoder, type Decoder, type DecoderOptions } from './decoder.ts'
import { type Steps, standard } from './steps.ts'

/** The options of a decoder whose events go into a stream. */
export type DecoderStreamOptions = Omit<DecoderOptions, 'onEvent'>

/** Bytes in, events out; back-pressure reaches the source. Errors as Decoder.push does. */
export class DecoderStream extends TransformStream<Uint8Array, ServerSentEvent> {
  constructor(options: DecoderStreamOptions = {}) {
    let decoder: Decoder
    super({
      start(controller) {
        decoder = createDecoder({ ...options, onEvent: (event) => controller.enqueue(event) })
      },
      transform: (bytes) => decoder.push(bytes),
      flush: () => decoder.end(),
    })
  }
}

/**
 * Reads a source of bytes as events. Leaving the loop early cancels the source;
 * an error of the source, or a LimitError, comes after the events that precede it.
 */
export const decodeStream = (
  source: AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>,
  options: DecoderStreamOptions = {},
): AsyncGenerator<ServerSentEvent, void, void> => decodeStreamWith(standard, source, options)

/** The same for a decoder made of these steps. */
export async function* decodeStreamWith(
  steps: Steps,
  source: AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>,
  options: DecoderStreamOptions,
): AsyncGenerator<ServerSentEvent, void, void> {
  const events: ServerSentEvent[] = []
  const decoder = buildDecoder(steps, { ...options, onEvent: (event) => events.push(event) })
  for await (const bytes of 'getReader' in source ? chunksOf(source) : source) {
    try {
      decoder.push(bytes)
    } catch (error) {
      yield* events.splice(0)
      throw error
    }
    yield* events.splice(0)
  }
  decoder.end()
  yield* events.splice(0) // none, by the standard: end.discard
}

/** The chunks of a ReadableStream, also where it is not iterable itself (Safari). */
async function* chunksOf(source: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void, void> {
  const reader = source.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    await reader.cancel().catch(() => {}) // nothing to cancel once it has ended or failed
    reader.releaseLock()
  }
}
