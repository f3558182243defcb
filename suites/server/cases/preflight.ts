import type { Case } from '../../case.ts'
import { Unobserved, Violation } from '../../expect.ts'
import { type Answer, linesOf, listOf } from '../answer.ts'
import { allowOrigin, corsFields, shared } from '../cross-origin.ts'
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
      await shared(world)
      const preflight = await world.answer('preflight')
      const allowed = listOf(preflight, 'access-control-allow-headers').map((name) => name.toLowerCase())
      if (allowed.includes('last-event-id') || allowed.includes('*')) return
      throw new Violation('clients of other origins that are built on fetch() cannot resume', {
        expected: 'Last-Event-ID in Access-Control-Allow-Headers',
        actual: corsFields(preflight),
      })
    },
  },
]

const allowedPreflight = async ({ answer }: ServerWorld): Promise<Answer> => {
  const preflight = await answer('preflight')
  const allows =
    linesOf(preflight, allowOrigin).some((value) => value === '*' || value === madeUpOrigin) &&
    linesOf(preflight, 'access-control-allow-headers').length > 0
  if (!allows) throw new Unobserved('not observed: the preflight is not allowed', 'a server that allows other origins')
  return preflight
}
