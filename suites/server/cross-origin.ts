import { Unobserved } from '../expect.ts'
import { type Answer, linesOf } from './answer.ts'
import type { ServerWorld } from './world.ts'

export const allowOrigin = 'access-control-allow-origin'

/** The response to a request from another origin, where it is shared with that origin. */
export const shared = async ({ answer }: ServerWorld): Promise<Answer> => {
  const response = await answer('foreign-origin')
  if (linesOf(response, allowOrigin).length === 0)
    throw new Unobserved('not observed: the response is shared with no other origin', 'a server that allows other origins')
  return response
}

/** The fields of a response that are about other origins. */
export const corsFields = ({ head }: Answer) =>
  head.fields.filter(([name]) => /^access-control-/i.test(name)).map(([name, value]) => `${name}: ${value}`)
