import type { Case } from '../../case.ts'
import { equal, Unobserved } from '../../expect.ts'
import { firedOf } from '../hearing.ts'
import type { ClientWorld, Visit } from '../world.ts'
import { anyOrigin, notFollowed } from './final.ts'
import { endAndReturn } from './returning.ts'

const redirectTo = (visit: Visit, status: number, url: string) => visit.answer(status, [...anyOrigin, ['Location', url]])

const content = '{"q":"é"}'

/** What a redirect makes of a POST: by its status, the same again or a GET without content. */
const posted = (status: 303 | 307 | 308, title: string, expected: readonly [method: string, body: string]): Case<ClientWorld> => ({
  id: `client/redirect/${status}-after-post`,
  title,
  clause: 'redirect.method',
  async run({ open, origin, address }) {
    const target = address('same')
    await open(origin.url, { method: 'POST', body: content })
    const first = await origin.accept()
    if (first.method !== 'POST')
      throw new Unobserved('not observed: the client does not ask with POST', 'a client that takes method and body')
    redirectTo(first, status, target.url)
    const visit = await target.accept().catch(notFollowed)
    equal([visit.method, await visit.body()], [...expected], 'method and content of the request after the redirect')
  },
})

/** What a redirect changes, and what it leaves as it was. */
export const redirectedCases: readonly Case<ClientWorld>[] = [
  posted(303, 'asks with GET and without content after a 303', ['GET', '']),
  posted(307, 'sends method and content again after a 307', ['POST', content]),
  posted(308, 'sends method and content again after a 308', ['POST', content]),
  {
    id: 'client/redirect/url-attribute',
    title: 'keeps its attribute url after a redirect',
    clause: 'redirect.url-attribute',
    needs: ['object'],
    async run({ open, origin, address }) {
      const target = address('same')
      const client = await open(origin.url)
      redirectTo(await origin.accept(), 301, target.url)
      const visit = await target.accept().catch(notFollowed)
      visit.send('data: a\n\n')
      equal(firedOf(await client.next()).url ?? null, origin.url, 'url in a listener of message')
    },
  },
  {
    id: 'client/redirect/origin-of-return',
    title: 'gives the origin of the stream that it has come back to',
    clause: 'message.origin',
    needs: ['object', 'returns'],
    async run({ open, origin, address }) {
      const target = address('other')
      const client = await open(origin.url)
      const { next } = await endAndReturn(await origin.accept(), origin, 'retry: 10\ndata: a\n\n')
      await client.next()
      redirectTo(next, 307, target.url)
      const visit = await target.accept().catch(notFollowed)
      visit.start(anyOrigin)
      visit.send('data: b\n\n')
      equal(firedOf(await client.next()).origin ?? null, target.origin, 'origin of the event of the second stream')
    },
  },
]
