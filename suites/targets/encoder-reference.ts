import { type EncoderSteps, standard } from '../../reference/encoder/steps.ts'
import { encoderMutants } from '../../reference/mutants/encoder.ts'
import { encodeAll } from './encode-all.ts'
import type { EncoderConnection } from './encoder-connection.ts'
import { usable } from './encoder-module.ts'
import { SetupError } from './setup-error.ts'

/** The embedded reference encoder, or a mutant of it, in this process. */
export const openEncoderReference = (mutant?: string): EncoderConnection => {
  const start = stepsOf(mutant)
  return {
    async write(events, { signal }) {
      signal.throwIfAborted()
      const steps = start()
      return usable(await encodeAll((event) => steps.bytes(steps.event(event, steps)), events))
    },
    reproduce: (caseId, seed) => `npx sse-conformance --only ${caseId} --seed ${seed}`,
    async close() {},
  }
}

const stepsOf = (id: string | undefined): (() => EncoderSteps) => {
  if (id === undefined) return () => standard
  const mutant = encoderMutants.find((candidate) => candidate.id === id)
  if (!mutant) throw new SetupError(`there is no mutant ${id}`)
  return mutant.start
}
