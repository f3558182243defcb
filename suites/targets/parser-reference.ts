import { standard } from '../../reference/decoder/steps.ts'
import { decoderMutants } from '../../reference/mutants/decoder.ts'
import { connectionOf } from './played.ts'
import { createPlayer } from './player.ts'
import { adapterOf } from './reference-adapter.ts'
import { SetupError } from './setup-error.ts'
import type { ParserConnection } from './target.ts'

/** The embedded reference decoder, or a mutant of it, in this process. */
export const openParserReference = (mutant?: string): ParserConnection => {
  const player = createPlayer(adapterOf(stepsOf(mutant)), false)
  return {
    ...connectionOf({
      async play(script, { signal }) {
        signal.throwIfAborted()
        return player.play(script)
      },
      async playCuts(bytes, cutLists, { whole, signal }) {
        signal.throwIfAborted()
        return player.playCuts(bytes, cutLists, whole)
      },
    }),
    reproduce: (caseId) => `npx sse-conformance --only ${caseId}`,
    async close() {},
  }
}

const stepsOf = (id: string | undefined) => {
  if (id === undefined) return standard
  const mutant = decoderMutants.find((candidate) => candidate.id === id)
  if (!mutant) throw new SetupError(`there is no mutant ${id}`)
  return mutant.steps
}
