import type { Dialect } from '../../spec/results.ts'
import type { Vector } from '../../spec/vector.ts'
import { vectors } from '../../spec/vectors.ts'
import { within } from '../deadline.ts'
import { silence } from '../expect.ts'
import { inParallel } from '../parallel.ts'
import { tellingVectors } from '../parser/dialect.ts'
import { nearestDialect } from '../parser/nearest-dialect.ts'
import type { SessionOptions } from '../session.ts'
import { createTape, type Tape } from '../tape.ts'
import { meaningOfVector, type Seen } from './reading.ts'
import type { ClientWorld } from './world.ts'

type Read = (seen: Seen, vector: Vector, cuts: readonly number[], signal: AbortSignal, tape: Tape) => ReturnType<ClientWorld['read']>

/** The dialect that explains the most of what the client makes of the telling vectors. */
export const dialectOf = async (
  seen: Seen,
  read: Read,
  { jobs, timeout, signal }: Pick<SessionOptions, 'jobs' | 'timeout' | 'signal'>,
): Promise<Dialect> => {
  const longest = 5 * timeout // a slow answer tells as much as a quick one
  const telling = tellingVectors(vectors).filter(({ shownBy }) => shownBy !== 'retry')
  const answers = await inParallel(jobs, telling, async (vector) => {
    const ask = (until: AbortSignal) => read(seen, vector, [], until, createTape())
    return { vector, reading: await within(longest, signal, silence(longest), ask).catch(() => undefined) }
  })
  return nearestDialect(answers, (dialect, vector) => meaningOfVector(vector, { ...seen, dialect }))
}
