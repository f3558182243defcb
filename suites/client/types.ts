import { vectors } from '../../spec/vectors.ts'

/** Those of an EventSource itself: nobody is asked to listen for them, since who does hears both. */
export const ownTypes: readonly string[] = ['open', 'error']

/** Every type of event that a vector has: a client that has to know types listens for all of them. */
export const allTypes: readonly string[] = [...new Set(vectors.flatMap(({ decoded }) => decoded.events.map(({ type }) => type)))].filter(
  (type) => type !== 'message' && !ownTypes.includes(type),
)
