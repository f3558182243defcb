import type { ClauseId } from '../../../spec/clauses.ts'
import type { Vector } from '../../../spec/vector.ts'
import { vectors } from '../../../spec/vectors.ts'
import type { Case } from '../../case.ts'
import { equal } from '../../expect.ts'
import type { ParserWorld } from '../world.ts'

/** The part of a clause's id that names its topic. */
const topicOf = (vector: Vector) => vector.clause.split('.')[0]

const needsOf = ({ shownBy }: Vector) => (shownBy ? { needs: [shownBy] } : {})

/** One case per vector: what the target makes of the whole stream. */
export const vectorCases: readonly Case<ParserWorld>[] = vectors.map((vector) => ({
  id: `parser/${topicOf(vector)}/${vector.id}`,
  title: vector.title,
  clause: vector.clause as ClauseId,
  ...needsOf(vector),
  async run({ replay, meaningOf }) {
    const meaning = meaningOf(vector)
    equal(await replay(vector, meaning), meaning, 'what the stream means')
  },
}))
