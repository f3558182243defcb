import { buildDecoder } from '../../reference/decoder/decoder.ts'
import { type Steps, standard } from '../../reference/decoder/steps.ts'
import type { CreateParser } from './adapter.ts'

/** The reference, or a mutant of it, as a parser module. */
export const adapterOf =
  (steps: Steps): CreateParser =>
  (emit) =>
    buildDecoder(steps, {
      onEvent: emit,
      onRetry: (retry) => emit({ retry }),
      onId: (id) => emit({ id }),
      onComment: (comment) => emit({ comment }),
    })

/** The reference decoder as a parser module, the worked example for every other. */
export default adapterOf(standard)
