import { vectors } from '../../spec/vectors.ts'

/** Every type of event that a vector has, as it is meant or as it may be misread: a client that has to know types listens for all of them. */
export const allTypes: readonly string[] = [...new Set(vectors.flatMap(({ decoded }) => decoded.events.map(({ type }) => type)))].filter(
  (type) => type !== 'message',
)
