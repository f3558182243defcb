import type { ClauseId } from '../../../spec/clauses.ts'
import type { Case } from '../../case.ts'
import { equal } from '../../expect.ts'
import { firedOf } from '../hearing.ts'
import type { ClientWorld, SecureWhere } from '../world.ts'
import { anyOrigin, isShown, notFollowed } from './final.ts'
import { returnAfter } from './returning.ts'

/** Turning away once is not enough, where the next attempt is less careful. */
const turningAway = (slug: string, what: string, where: SecureWhere, clause: ClauseId): Case<ClientWorld> => ({
  id: `client/tls/${slug}`,
  title: `asks nothing of ${what}`,
  clause,
  needs: ['tls'],
  async run({ open, address, noReturn }) {
    const origin = address(where)
    await open(origin.url)
    await origin.turnedAway(what)
    await noReturn(origin, `turning away from ${what}`)
  },
})

/** Over TLS all is as it is without, and some servers are not to be believed. */
export const tlsCases: readonly Case<ClientWorld>[] = [
  {
    id: 'client/tls/as-it-comes',
    title: 'tells each event of a stream over TLS as it comes',
    clause: 'response.line-by-line',
    needs: ['events', 'tls'],
    async run({ open, address }) {
      const origin = address('tls')
      const client = await open(origin.url)
      const visit = await origin.accept()
      for (const data of ['a', 'b', 'c']) await isShown(client, visit, data)
    },
  },
  {
    id: 'client/tls/last-event-id',
    title: 'sends the last event ID when it comes back over TLS',
    clause: 'reconnect.last-event-id',
    needs: ['tls', 'returns'],
    async run({ open, address }) {
      const { next } = await returnAfter({ open, origin: address('tls') }, 'retry: 10\nid: 7\ndata: a\n\n')
      equal(next.header('last-event-id') ?? null, '7', 'the Last-Event-ID of the return')
    },
  },
  {
    id: 'client/tls/origin',
    title: 'gives an https origin with the events of a stream over TLS',
    clause: 'message.origin',
    needs: ['tls', 'object'],
    async run({ open, address }) {
      const origin = address('tls')
      const client = await open(origin.url)
      ;(await origin.accept()).send('data: a\n\n')
      equal(firedOf(await client.next()).origin ?? null, origin.origin, 'origin of the event')
    },
  },
  {
    id: 'client/tls/redirect',
    title: 'follows a redirect from http to https',
    clause: 'redirect.followed',
    needs: ['events', 'tls'],
    async run({ open, origin, address }) {
      const target = address('tls')
      const client = await open(origin.url)
      ;(await origin.accept()).answer(302, [['Location', target.url], ...anyOrigin])
      const visit = await target.accept('the request at the target of the redirect')
      visit.start(anyOrigin)
      await isShown(client, visit)
    },
  },
  turningAway('untrusted', 'a server whose certificate nobody vouches for', 'untrusted', 'tls.certificate'),
  turningAway('expired', 'a server whose certificate has expired', 'expired', 'tls.certificate'),
  turningAway('other-name', 'a server whose certificate is for another name', 'misnamed', 'tls.name'),
  {
    id: 'client/tls/redirect-untrusted',
    title: 'follows no redirect to a server that nobody vouches for',
    clause: 'tls.certificate',
    needs: ['tls'],
    async run({ open, origin, address, noReturn }) {
      const target = address('untrusted')
      await open(origin.url)
      ;(await origin.accept()).answer(302, [['Location', target.url], ...anyOrigin])
      await target.turnedAway('the target of the redirect').catch((error) => {
        if (target.visits.length > 0) throw error
        notFollowed(error) // which fails cases of its own
      })
      await noReturn(target, 'turning away from the target of the redirect')
    },
  },
]
