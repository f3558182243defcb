import { Unobserved } from '../../expect.ts'
import { partsOf } from '../../secrets/secrets.ts'
import type { Answer } from '../answer.ts'
import type { ServerWorld } from '../world.ts'
import { opens } from './access.ts'
import { withoutCredentials } from './credentials.ts'
import { type Handed, isLate } from './handed.ts'
import { type Part, partsToTamper } from './tampering.ts'

export const noToken = new Unobserved('not observed: there is no URL with a token in it', 'server.fresh with a "url" that holds a token')

export const plainUrl = ({ access }: ServerWorld): string => withoutCredentials(access.given).url

/** A URL with a token that opens the stream. */
export const tokenUrl = async (world: ServerWorld): Promise<Handed> => {
  const { given, terms, hands } = world.access
  const handed = hands ? await terms.fresh() : terms.ofUrl(given.credentials?.good?.url ?? '')
  const plain = partsOf(plainUrl(world))
  if (partsOf(handed.address.url).every((part) => part.length < 8 || plain.includes(part))) throw noToken
  return handed
}

/** Requests whose URL holds a token that counts for nothing. */
export const refusedUrls = async (world: ServerWorld): Promise<readonly { readonly answer: Answer; readonly url: string }[]> => {
  const handed = await tokenUrl(world)
  const urls = partsToTamper(handed.address.url, plainUrl(world)).map(({ replaced }) => replaced)
  return Promise.all(urls.map(async (url) => ({ url, answer: await world.access.terms.useUrl(handed, url) })))
}

/** Whether every change of one character is taken; a single one may fall into bits that no decoder reads. */
export const allOpen = async (changes: number, opensTo: (change: number) => Promise<boolean>): Promise<boolean> => {
  for (let change = 0; change < changes; change += 1) if (!(await opensTo(change))) return false
  return changes > 0
}

export const partsOfToken = async (world: ServerWorld): Promise<readonly Part[]> =>
  partsToTamper((await tokenUrl(world)).address.url, plainUrl(world))

/** Asks with URLs made of tokens that are still valid, so that what is refused is refused for the change. */
export const createProbe = (world: ServerWorld) => {
  let handed: Handed | undefined
  const opensTo = async (pick: (parts: readonly Part[]) => string | undefined, left = 3): Promise<boolean> => {
    handed ??= await tokenUrl(world)
    const used = handed
    const url = pick(partsToTamper(used.address.url, plainUrl(world)))
    const isOpen = url !== undefined && opens(await world.access.terms.useUrl(used, url))
    const isOld = isLate(used)
    if (isOpen || isOld) handed = undefined
    return isOpen || (isOld && left > 0 ? opensTo(pick, left - 1) : false)
  }
  return opensTo
}
