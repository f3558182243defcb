import type { Case } from '../../case.ts'
import { equal, Unobserved, Violation } from '../../expect.ts'
import { type Answer, linesOf, listOf } from '../answer.ts'
import { allowCredentials, allowOrigin, corsFields, type Shared, shared } from '../cross-origin.ts'
import { madeUpOrigin } from '../requests.ts'
import type { ServerWorld } from '../world.ts'

/** What the server makes of an origin that it cannot know. */
export const corsCases: readonly Case<ServerWorld>[] = [
  {
    id: 'server/cors/origin-single',
    title: 'names one origin',
    clause: 'cors.origin-single',
    async run(world) {
      const values = linesOf((await shared(world)).response, allowOrigin)
      const [value = ''] = values
      if (values.length > 1 || /[\s,]/.test(value))
        throw new Violation('Access-Control-Allow-Origin has several values', { expected: ['one origin, or *'], actual: values })
    },
  },
  {
    id: 'server/cors/origin-exact',
    title: 'writes an origin as browsers do',
    clause: 'cors.origin-exact',
    async run(world) {
      const wrong = linesOf((await shared(world)).response, allowOrigin)
        .flatMap((value) => value.split(/[\s,]+/))
        .filter((value) => value !== '*' && value !== 'null' && !isOrigin(value))
      if (wrong.length > 0) throw new Violation('no origin of a browser can be the same as this', { expected: madeUpOrigin, actual: wrong })
    },
  },
  {
    id: 'server/cors/not-reflected',
    title: 'allows credentials to no origin that it cannot know',
    clause: 'origin.not-reflected',
    async run({ answer }) {
      const response = await answer('foreign-origin')
      if (linesOf(response, allowCredentials).includes('true') && linesOf(response, allowOrigin).includes(madeUpOrigin))
        throw new Violation('an origin that nobody has heard of may read the stream with the credentials of the user', {
          actual: corsFields(response),
        })
    },
  },
  {
    id: 'server/cors/wildcard-credentials',
    title: 'does not allow credentials beside the wildcard',
    clause: 'cors.wildcard-credentials',
    async run(world) {
      const { response } = await shared(world)
      if (linesOf(response, allowOrigin).includes('*') && linesOf(response, allowCredentials).includes('true'))
        throw new Violation('browsers refuse the wildcard where credentials are sent', { actual: corsFields(response) })
    },
  },
  {
    id: 'server/cors/credentials-true',
    title: 'allows credentials with true in lower case',
    clause: 'cors.credentials-true',
    async run(world) {
      const said = linesOf((await shared(world)).response, allowCredentials)
      const meant = world.access.origins.credentials ? said : said.filter((value) => /^(?:true|1|yes)$/i.test(value))
      if (meant.length > 0 || world.access.origins.credentials) equal(meant, ['true'], 'Access-Control-Allow-Credentials')
    },
  },
  {
    id: 'server/cors/vary',
    title: 'says that the response depends on the origin',
    clause: 'cors.vary',
    async run(world) {
      const { response } = await reflecting(world)
      if (!variesByOrigin(response))
        throw new Violation('the response names the origin of the request, and caches are not told', {
          expected: 'Origin',
          actual: linesOf(response, 'vary'),
        })
    },
  },
  {
    id: 'server/cors/vary-without-origin',
    title: 'says so to requests without an origin too',
    clause: 'cors.vary-without-origin',
    async run(world) {
      await reflecting(world)
      const plain = await world.answer('watch')
      if (!variesByOrigin(plain))
        throw new Violation('a cache may give this response to requests from other origins', {
          expected: 'Origin',
          actual: linesOf(plain, 'vary'),
        })
    },
  },
]

const reflecting = async (world: ServerWorld): Promise<Shared> => {
  const found = await shared(world)
  if (!linesOf(found.response, allowOrigin).includes(found.origin))
    throw new Unobserved('not observed: the response does not depend on the origin', 'a server that names the origin of the request')
  return found
}

const variesByOrigin = (answer: Answer) => listOf(answer, 'vary').some((name) => name === '*' || name.toLowerCase() === 'origin')

/** Whether a text is an origin as browsers serialize it. */
const isOrigin = (text: string): boolean => URL.canParse(text) && new URL(text).origin === text
