import { type ClientMutant, clientMutant } from './mutant.ts'
import { overHttp } from './over-http.ts'
import { reading, seenAs } from './seen-as.ts'

/** Holds each piece of a body back until the next one comes. */
const holding = (response: Response): Response => {
  let held: Uint8Array | undefined
  const hold = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      if (held) controller.enqueue(held)
      held = chunk
    },
    flush(controller) {
      if (held) controller.enqueue(held)
    },
  })
  return seenAs(response, { body: response.body?.pipeThrough(hold) ?? null })
}

/** Lets nothing go before a block is full. */
const inBlocks =
  (size: number) =>
  (response: Response): Response => {
    let held: Uint8Array[] = []
    const fill = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        held.push(chunk)
        if (held.reduce((sum, { length }) => sum + length, 0) < size) return
        for (const one of held) controller.enqueue(one)
        held = []
      },
      flush(controller) {
        for (const one of held) controller.enqueue(one)
      },
    })
    return seenAs(response, { body: response.body?.pipeThrough(fill) ?? null })
  }

/** Comes to no end with a line that is longer. */
const stuckBeyond =
  (most: number) =>
  (response: Response): Response => {
    let length = 0
    const count = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        length = chunk.includes(10) ? 0 : length + chunk.length
        if (length > most) return new Promise<never>(() => {})
        controller.enqueue(chunk)
      },
    })
    return seenAs(response, { body: response.body?.pipeThrough(count) ?? null })
  }

/** Wrong about how a body is read. */
export const bodyMutants: readonly ClientMutant[] = [
  clientMutant(
    'body-as-a-whole',
    'response.line-by-line',
    'reads a body when it is complete',
    reading(async (response) => seenAs(response, { body: new Blob([await response.arrayBuffer()]).stream() })),
  ),
  clientMutant(
    'length-as-a-whole',
    'response.line-by-line',
    'drops a body that has a Content-Length',
    reading((response) => (response.headers.has('content-length') ? seenAs(response, { body: null }) : response)),
  ),
  clientMutant(
    'coded-dropped',
    'response.line-by-line',
    'drops a body in a content coding',
    reading((response) => (response.headers.has('content-encoding') ? seenAs(response, { body: null }) : response)),
  ),
  clientMutant(
    'coded-as-a-whole',
    'response.line-by-line',
    'reads a body in a content coding when it is complete',
    reading(async (response) =>
      response.headers.has('content-encoding') ? seenAs(response, { body: new Blob([await response.arrayBuffer()]).stream() }) : response,
    ),
  ),
  clientMutant(
    'early-hints-final',
    'response.informational',
    'takes an answer of the class 1xx for the end',
    overHttp({ stopsAtInformation: true }),
  ),
  clientMutant('stuck-in-line', 'mime.flood', 'is stuck in a line of more than 16 MB', reading(stuckBeyond(16 * 1024 ** 2))),
  clientMutant('piece-held', 'response.line-by-line', 'holds each piece back until the next one comes', reading(holding)),
  clientMutant('block-buffer', 'grammar.buffering', 'reads in blocks of 512 bytes', reading(inBlocks(512))),
]
