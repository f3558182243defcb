import { Unobserved } from '../expect.ts'
import { fieldsToAsk } from './access/calls.ts'
import { type Answer, linesOf, listOf } from './answer.ts'
import { madeUpOrigin } from './requests.ts'
import type { ServerWorld } from './world.ts'

export const allowOrigin = 'access-control-allow-origin'
export const allowCredentials = 'access-control-allow-credentials'

/** A response that is shared with another origin, and that origin. */
export type Shared = { readonly response: Answer; readonly origin: string }

/** The response to a request from another origin, where it is shared with that origin: a made-up one, or one that is said to be allowed. */
export const shared = async ({ answer, access }: ServerWorld): Promise<Shared> => {
  const response = await answer('foreign-origin')
  if (linesOf(response, allowOrigin).length > 0) return { response, origin: madeUpOrigin }
  for (const origin of access.origins.allowed) {
    const allowed = await access.from(origin)
    if (linesOf(allowed, allowOrigin).length > 0) return { response: allowed, origin }
  }
  throw new Unobserved(
    'not observed: the response is shared with no other origin',
    'a server that allows other origins, and --origin with one that it allows',
  )
}

/** Whether browsers let a page of this origin read a response (CORS check of Fetch, 4.9). */
export const isSharedWith = (answer: Answer, origin: string): boolean => ['*', origin].includes(linesOf(answer, allowOrigin).join(', '))

/** The names in Access-Control-Allow-Headers, in lower case. */
export const allowedFields = (answer: Answer): readonly string[] =>
  listOf(answer, 'access-control-allow-headers').map((name) => name.toLowerCase())

/** The fields of a response that are about other origins. */
export const corsFields = ({ head }: Answer) =>
  head.fields.filter(([name]) => /^access-control-/i.test(name)).map(([name, value]) => `${name}: ${value}`)

/** What pages of other origins ask leave to send, in lower case. */
export const preflightFields = ({ access }: ServerWorld): readonly string[] => fieldsToAsk(access.origins)
