import { bytesOf, type Vector } from '../../../spec/vector.ts'
import { vectors } from '../../../spec/vectors.ts'
import type { Case } from '../../case.ts'
import { Violation } from '../../expect.ts'
import type { Cuts } from '../../targets/adapter.ts'
import type { ParserWorld } from '../world.ts'

const describe = (cuts: Cuts) => (cuts.length === 1 ? `cut at byte ${cuts[0]}` : `cut at ${cuts.length} places from byte ${cuts[0]} on`)

const chunkingCase = (vector: Vector): Case<ParserWorld> => ({
  id: `parser/chunking/${vector.id}`,
  title: `reads ${vector.id} the same in any pieces`,
  clause: 'stream.chunk-independent',
  ...(vector.shownBy ? { needs: [vector.shownBy] } : {}),
  async run({ cutEverywhere }) {
    const { whole, telling } = await cutEverywhere(vector)
    if (telling)
      throw new Violation(`${describe(telling.cuts)}, the same bytes are read differently`, { expected: whole, actual: telling.found })
  },
})

/** One case per vector that can be cut: its bytes mean the same in any pieces. */
export const chunkingCases: readonly Case<ParserWorld>[] = vectors.filter((vector) => bytesOf(vector).length > 1).map(chunkingCase)
