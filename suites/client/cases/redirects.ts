import type { Case } from '../../case.ts'
import { equal, Unobserved } from '../../expect.ts'
import type { ClientWorld } from '../world.ts'
import { anyOrigin, isShown, notFollowed, trap } from './final.ts'

const followed = (slug: string, title: string, status: number, where: 'same' | 'other' = 'same'): Case<ClientWorld> => ({
  id: `client/redirect/${slug}`,
  title,
  clause: 'redirect.followed',
  needs: ['events'],
  async run({ open, origin, address }) {
    const target = address(where)
    const client = await open(origin.url)
    ;(await origin.accept()).answer(status, [['Location', target.url], ...anyOrigin], trap)
    const visit = await target.accept('the request at the target of the redirect')
    visit.start(anyOrigin)
    await isShown(client, visit)
  },
})

/** A Location that is relative, and what it leads to; in a 307, one of the two that HTML 9.2.1 names, since not all follow the others. */
const relative = (
  slug: string,
  title: string,
  location: (path: string) => string,
  target: (path: string) => string,
): Case<ClientWorld> => ({
  id: `client/redirect/${slug}`,
  title,
  clause: 'redirect.followed',
  needs: ['events'],
  async run({ open, origin }) {
    const client = await open(origin.url)
    const path = new URL(origin.url).pathname.replace(/\/events$/, '')
    ;(await origin.accept()).answer(307, [['Location', location(path)]])
    const visit = await origin.accept('the request at the target of the redirect')
    equal(visit.target, target(path), 'the target of the redirect')
    await isShown(client, visit)
  },
})

/** Redirects, and where they lead. */
export const redirectCases: readonly Case<ClientWorld>[] = [
  ...[301, 302, 303, 307, 308].map((status) => followed(`${status}`, `follows a ${status}`, status)),
  ...[301, 307].map((status) => followed(`${status}-elsewhere`, `follows a ${status} to another origin`, status, 'other')),
  relative(
    'absolute-path',
    'follows a Location that is a path',
    (path) => `${path}/moved`,
    (path) => `${path}/moved`,
  ),
  relative(
    'relative-path',
    'follows a Location that is a relative path',
    () => 'moved?a=1',
    (path) => `${path}/moved?a=1`,
  ),
  relative(
    'parent-path',
    'follows a Location with dots',
    () => './x/../moved',
    (path) => `${path}/moved`,
  ),
  relative(
    'query-only',
    'follows a Location that is a query',
    () => '?page=2',
    (path) => `${path}/events?page=2`,
  ),
  relative(
    'fragment',
    'follows a Location with a fragment, which is not sent',
    () => 'moved#part',
    (path) => `${path}/moved`,
  ),
  {
    id: 'client/redirect/returns-to',
    title: 'comes back to the first URL after a redirect, as WebKit does',
    clause: 'redirect.reconnect-target',
    needs: ['returns'],
    async run({ open, origin, address }) {
      const target = address('same')
      await open(origin.url)
      ;(await origin.accept()).answer(307, [['Location', target.url]])
      const visit = await target.accept('the request at the target of the redirect')
      visit.send('retry: 10\n\n')
      visit.end()
      const back = await Promise.any([target.accept('the return'), origin.accept('the return')])
      equal(back.target, new URL(origin.url).pathname, 'where the client comes back')
    },
  },
  {
    id: 'client/redirect/authorization',
    title: 'takes Authorization off when a redirect leads to another origin',
    clause: 'redirect.authorization',
    async run({ open, origin, address }) {
      const target = address('other')
      await open(origin.url, { headers: { Authorization: 'Bearer s3cret-token' } })
      const first = await origin.accept()
      if (first.header('authorization') === undefined)
        throw new Unobserved('not observed: the client sends no Authorization', 'a client that is given headers')
      first.answer(307, [['Location', target.url], ...anyOrigin])
      const visit = await target.accept().catch(notFollowed)
      equal(visit.header('authorization') ?? null, null, 'Authorization at another origin')
    },
  },
]
