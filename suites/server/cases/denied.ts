import type { Case } from '../../case.ts'
import { Unobserved, Violation } from '../../expect.ts'
import { heard, opens } from '../access/access.ts'
import { type Likeness, lookAlikes, siblingOf } from '../access/look-alikes.ts'
import { type Answer, linesOf } from '../answer.ts'
import { allowOrigin, corsFields } from '../cross-origin.ts'
import { madeUpOrigin } from '../requests.ts'
import type { ServerWorld } from '../world.ts'

/** What the server makes of pages that are not to read its stream. */
export const deniedCases: readonly Case<ServerWorld>[] = [
  looksAlike('null', 'origin.null', 'does not allow the origin null'),
  looksAlike('suffix', 'origin.suffix', 'allows no origin that only ends like an allowed one'),
  looksAlike('prefix', 'origin.prefix', 'allows no origin that only begins like an allowed one'),
  looksAlike('scheme', 'origin.scheme', 'allows no allowed host under another scheme'),
  looksAlike('port', 'origin.port', 'allows no allowed host at another port'),
  looksAlike('trailing-dot', 'origin.trailing-dot', 'allows no allowed host with a dot behind it'),
  {
    id: 'server/cors/denied',
    title: 'allows no origin that is said to be denied',
    clause: 'origin.listed',
    needs: ['origins'],
    async run({ access }) {
      const { denied = [] } = access.origins
      if (denied.length === 0)
        throw new Unobserved('not observed: nobody said which origins are denied', 'server.origins.denied in the configuration')
      for (const origin of denied) {
        const answer = heard(await access.from(origin))
        if (isOpenTo(answer, origin) || isOpenTo(answer, '*')) throw open(answer, origin)
      }
    },
  },
  {
    id: 'server/cors/rebinding',
    title: 'gives no stream under a name that is not its own',
    clause: 'origin.rebinding',
    needs: ['loopback'],
    async run({ access }) {
      const answer = heard(await access.rebound())
      if (opens(answer))
        throw new Violation('a page of anyone reads the stream once it has its own name lead to this machine (DNS rebinding)', {
          expected: 'a status from 400 to 499',
          actual: answer.head.status,
        })
    },
  },
]

function looksAlike(slug: string, clause: Likeness, title: string): Case<ServerWorld> {
  return {
    id: `server/cors/${slug}`,
    title,
    clause,
    needs: ['origins'],
    async run(world) {
      const { access, answer } = world
      const origins = lookAlikes(clause, access.origins)
      if (origins.length === 0)
        throw new Unobserved(
          'not observed: no origin to try follows from those that are allowed',
          'server.origins.denied in the configuration',
        )
      const anyone = await answer('foreign-origin')
      if (isOpenTo(anyone, madeUpOrigin) || isOpenTo(anyone, '*'))
        throw new Unobserved('not observed: every origin may read the stream, none by accident', 'a server that allows some origins only')
      for (const origin of origins) {
        const response = heard(await access.from(origin))
        if (isOpenTo(response, origin) && !(clause === 'origin.suffix' && (await isOpenToSiblings(world, origin))))
          throw open(response, origin)
      }
    },
  }
}

const isOpenTo = (answer: Answer, said: string): boolean => opens(answer) && linesOf(answer, allowOrigin).join(', ') === said

/** Whoever allows all that is under a domain allows such a one, too. */
const isOpenToSiblings = async ({ access }: ServerWorld, origin: string): Promise<boolean> => {
  const sibling = siblingOf(origin)
  return sibling !== undefined && isOpenTo(await access.from(sibling), sibling)
}

const open = (answer: Answer, origin: string) =>
  new Violation(`pages of ${origin} may read the stream; where that is meant, name the origin as allowed`, { actual: corsFields(answer) })
