import type { EventInput } from '../../../spec/event.ts'
import type { Vector } from '../../../spec/vector.ts'
import { vectors } from '../../../spec/vectors.ts'
import type { Case } from '../../case.ts'
import type { EncoderWorld } from '../world.ts'
import { carried } from './place.ts'

const topicOf = ({ clause }: Vector) => clause.split('.')[0] as string

/** The events of a vector as they would be given to an encoder: a type where it is not the default one, an ID where it changes. */
const inputsOf = ({ decoded: { events } }: Vector): readonly EventInput[] =>
  events.map(({ type, data, lastEventId }, index) => ({
    data,
    ...(type === 'message' ? {} : { event: type }),
    ...(lastEventId === (events[index - 1]?.lastEventId ?? '') ? {} : { id: lastEventId }),
  }))

const vectorCase = (topic: string): Case<EncoderWorld> => ({
  id: `encoder/vectors/${topic}`,
  title: `writes the events of the vectors about ${topic} so that they come back`,
  clause: 'grammar.same-meaning',
  ...carried({ examples: vectors.filter((vector) => topicOf(vector) === topic).flatMap(inputsOf) }),
})

/** One case per topic of the vectors: their events survive. */
export const vectorCases: readonly Case<EncoderWorld>[] = [...new Set(vectors.map(topicOf))].map(vectorCase)
