import type { Case } from '../../case.ts'
import { Unobserved, Violation } from '../../expect.ts'
import type { Answer } from '../answer.ts'
import { allowedFields, corsFields, isSharedWith, preflightFields, shared } from '../cross-origin.ts'
import { madeUpOrigin } from '../requests.ts'
import type { ServerWorld } from '../world.ts'

/** What the server makes of a preflight. */
export const preflightCases: readonly Case<ServerWorld>[] = [
  {
    id: 'server/cors/preflight-status',
    title: 'answers a preflight that it allows with a status of success',
    clause: 'cors.preflight-status',
    async run(world) {
      const preflight = await allowedPreflight(world)
      const { status } = preflight.head
      if (status < 200 || status > 299)
        throw new Violation(`the preflight carries what allows it, but its status is ${status}`, {
          expected: 'a status from 200 to 299',
          actual: status,
        })
    },
  },
  {
    id: 'server/cors/preflight-last-event-id',
    title: 'allows Last-Event-ID to clients that ask for it',
    clause: 'cors.preflight-last-event-id',
    async run(world) {
      const preflight = await preflightOfShared(world)
      const allowed = allowedFields(preflight)
      if (allowed.includes('last-event-id') || allowed.includes('*')) return
      throw new Violation('clients of other origins that are built on fetch() cannot resume', {
        expected: 'Last-Event-ID in Access-Control-Allow-Headers',
        actual: corsFields(preflight),
      })
    },
  },
]

const preflightOfShared = async (world: ServerWorld): Promise<Answer> => {
  const { origin } = await shared(world)
  return origin === madeUpOrigin ? world.answer('preflight') : world.access.preflight(origin, preflightFields(world))
}

const allowedPreflight = async (world: ServerWorld): Promise<Answer> => {
  const preflights = [await world.answer('preflight')]
  for (const origin of world.access.origins.allowed) preflights.push(await world.access.preflight(origin, preflightFields(world)))
  const origins = [madeUpOrigin, ...world.access.origins.allowed]
  const allowed = preflights.find((preflight, at) => isSharedWith(preflight, origins[at] ?? '') && allowedFields(preflight).length > 0)
  if (!allowed)
    throw new Unobserved(
      'not observed: the preflight is not allowed',
      'a server that allows other origins, and --origin with one that it allows',
    )
  return allowed
}
