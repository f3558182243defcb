import type { Case } from '../../case.ts'
import { equal, Unobserved, Violation } from '../../expect.ts'
import { heard } from '../access/access.ts'
import { type Answer, linesOf } from '../answer.ts'
import { allowedFields, allowOrigin, corsFields, isSharedWith, preflightFields } from '../cross-origin.ts'
import type { ServerWorld } from '../world.ts'

/** What the server makes of pages whose origins are said to be allowed. */
export const originCases: readonly Case<ServerWorld>[] = [
  {
    id: 'server/cors/allowed',
    title: 'lets pages of allowed origins read the stream',
    clause: 'cors.origin-exact',
    needs: ['origins'],
    async run({ access }) {
      for (const origin of access.origins.allowed) {
        const answer = heard(await access.from(origin))
        if (!isSharedWith(answer, origin)) throw notShared(answer, origin, [origin, '*'])
        equal(answer.head.status, 200, 'the status for a page of an allowed origin')
      }
    },
  },
  {
    id: 'server/cors/credentials-origin',
    title: 'names the origin where cookies are sent along',
    clause: 'cors.credentials-origin',
    needs: ['origins', 'origin-credentials'],
    async run({ access }) {
      for (const origin of access.origins.allowed) {
        const answer = heard(await access.from(origin))
        if (linesOf(answer, allowOrigin).join(', ') !== origin) throw notShared(answer, origin, [origin])
      }
    },
  },
  {
    id: 'server/cors/allow-authorization',
    title: 'allows Authorization by its name',
    clause: 'cors.allow-headers-authorization',
    needs: ['origins', 'origin-fields'],
    async run(world) {
      if (!preflightFields(world).includes('authorization'))
        throw new Unobserved('not observed: pages of other origins send no Authorization', 'Authorization in server.origins.headers')
      await eachPreflight(world, (preflight, origin) => {
        if (!allowedFields(preflight).includes('authorization')) throw notAllowed(preflight, origin, 'Authorization')
      })
    },
  },
  {
    id: 'server/cors/allow-named',
    title: 'allows fields by their names where cookies are sent along',
    clause: 'cors.allow-headers-credentials',
    needs: ['origins', 'origin-credentials'],
    async run(world) {
      const wanted = preflightFields(world)
      await eachPreflight(world, (preflight, origin) => {
        const allowed = allowedFields(preflight)
        const meant = allowed.includes('*') ? wanted : wanted.filter((name) => name !== 'last-event-id' && name !== 'authorization')
        const missing = meant.find((name) => !allowed.includes(name))
        if (missing !== undefined) throw notAllowed(preflight, origin, missing)
      })
    },
  },
  {
    id: 'server/cors/preflight-unauthenticated',
    title: 'answers a preflight that comes without credentials',
    clause: 'cors.preflight-unauthenticated',
    needs: ['origins', 'origin-fields'],
    async run(world) {
      await eachPreflight(world, ({ head: { status } }) => {
        if (status === 401 || status === 407 || (status >= 300 && status <= 399))
          throw new Violation(`a preflight is answered with ${status}, and browsers never send credentials with one`, {
            expected: 'a status from 200 to 299',
            actual: status,
          })
      })
    },
  },
  {
    id: 'server/cors/redirect',
    title: 'lets pages of allowed origins follow the redirect to the stream',
    clause: 'cors.redirect',
    needs: ['origins'],
    async run({ access }) {
      for (const origin of access.origins.allowed) {
        const answer = await access.moved(origin)
        const { status } = answer.head
        if (status >= 300 && status <= 399 && !isSharedWith(answer, origin)) throw notShared(answer, origin, [origin, '*'])
      }
    },
  },
  {
    id: 'server/cors/final-status',
    title: 'lets pages of allowed origins see that they are refused',
    clause: 'cors.final-status',
    needs: ['origins', 'refused'],
    async run({ access }) {
      const [origin = ''] = access.origins.allowed
      const answer = heard(await access.as(access.given.credentials?.anonymous ? 'bad' : 'none', { origin }))
      const { status } = answer.head
      if (status < 400 || status > 499)
        throw new Unobserved(`not observed: a page without credentials gets ${status}`, 'a server that refuses it')
      if (!isSharedWith(answer, origin)) throw notShared(answer, origin, [origin, '*'])
    },
  },
]

const notShared = (answer: Answer, origin: string, expected: readonly string[]) =>
  new Violation(`a browser gives a page of ${origin} nothing of this answer (${answer.head.status})`, {
    expected: expected.map((value) => `Access-Control-Allow-Origin: ${value}`),
    actual: corsFields(answer),
  })

const notAllowed = (preflight: Answer, origin: string, name: string) =>
  new Violation(`a page of ${origin} may not send ${name}`, {
    expected: `${name} in Access-Control-Allow-Headers`,
    actual: corsFields(preflight),
  })

const eachPreflight = async (world: ServerWorld, check: (preflight: Answer, origin: string) => void): Promise<void> => {
  for (const origin of world.access.origins.allowed) check(heard(await world.access.preflight(origin, preflightFields(world))), origin)
}
