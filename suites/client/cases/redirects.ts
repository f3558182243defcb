import type { ClauseId } from '../../../spec/clauses.ts'
import type { Case } from '../../case.ts'
import { equal, Unobserved, Violation } from '../../expect.ts'
import type { Client, ClientWorld, Origin, Visit } from '../world.ts'
import { isShown, showsNothing, trap } from './final.ts'

const followed = (slug: string, title: string, status: number, where: 'same' | 'other' = 'same'): Case<ClientWorld> => ({
  id: `client/redirect/${slug}`,
  title,
  clause: 'redirect.followed',
  async run({ open, origin, address }) {
    const target = address(where)
    const client = await open(origin.url)
    ;(await origin.accept()).answer(status, [['Location', target.url]], trap)
    await isShown(client, await target.accept('the request at the target of the redirect'))
  },
})

/** A Location that is relative, and what it leads to. */
const relative = (
  slug: string,
  title: string,
  location: (path: string) => string,
  target: (path: string) => string,
): Case<ClientWorld> => ({
  id: `client/redirect/${slug}`,
  title,
  clause: 'redirect.followed',
  async run({ open, origin }) {
    const client = await open(origin.url)
    const path = new URL(origin.url).pathname.replace(/\/events$/, '')
    ;(await origin.accept()).answer(302, [['Location', location(path)]])
    const visit = await origin.accept('the request at the target of the redirect')
    equal(visit.target, target(path), 'the target of the redirect')
    await isShown(client, visit)
  },
})

/** What is no way to a stream: nothing is shown, and the client says so or, where the clause lets it, tries again. */
const futile = (slug: string, title: string, clause: ClauseId, act: (visit: Visit) => void): Case<ClientWorld> => ({
  id: `client/redirect/${slug}`,
  title,
  clause,
  async run({ open, origin }) {
    const client = await open(origin.url)
    act(await origin.accept())
    await triesOrTells(client, origin)
    showsNothing(client, 'a redirect that leads nowhere')
  },
})

const elsewhere = (location: string) => (visit: Visit) =>
  visit.answer(
    302,
    [
      ['Location', location],
      ['Content-Type', 'text/event-stream'],
    ],
    trap,
  )

/** A redirect status without Location: no redirect, and no 200 either. */
const without = (status: number): Case<ClientWorld> => ({
  id: `client/redirect/${status}-without-location`,
  title: `takes a ${status} without Location for final`,
  clause: 'redirect.no-location',
  async run({ open, origin, noReturn }) {
    const client = await open(origin.url)
    ;(await origin.accept()).answer(status, [['Content-Type', 'text/event-stream']], trap)
    await noReturn(origin, `a ${status} without Location`)
    showsNothing(client, `a ${status} without Location`)
  },
})

/** Word of the failure, or another attempt: both are lawful. */
const triesOrTells = async (client: Client, origin: Origin): Promise<void> => {
  const another = origin.accept('word of the failure, or another attempt,')
  await Promise.any([client.until('word of the failure', ({ kind }) => kind === 'error'), another]).catch((error: AggregateError) => {
    throw error.errors[0]
  })
}

/** Redirects to the same address, each under another name. */
const inARow = async ({ open, origin }: ClientWorld, count: number) => {
  const client = await open(origin.url)
  for (let step = 1; step <= count; step += 1) {
    const visit = await origin.accept(`request ${step}`)
    if (step > 1) equal(new URL(visit.target, origin.url).search, `?step=${step - 1}`, `the query of request ${step}`)
    visit.answer(302, [['Location', `${origin.url}?step=${step}`]])
  }
  return client
}

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
    id: 'client/redirect/twenty',
    title: 'follows twenty redirects in a row',
    clause: 'redirect.limit',
    async run(world) {
      const client = await inARow(world, 20)
      await isShown(client, await world.origin.accept('the request after twenty redirects'))
    },
  },
  {
    id: 'client/redirect/twenty-one',
    title: 'follows no twenty-first redirect in a row',
    clause: 'redirect.limit',
    async run(world) {
      const { origin } = world
      await triesOrTells(await inARow(world, 21), origin)
      const last = origin.visits.find(({ target }) => target.endsWith('?step=21'))
      if (last) throw new Violation('follows a twenty-first redirect', { expected: 'a network error', actual: last.target })
    },
  },
  ...[301, 302, 303, 307, 308].map(without),
  futile('invalid', 'follows no Location that cannot be parsed', 'redirect.invalid-location', elsewhere('http://[')),
  futile('invalid-port', 'follows no Location with a port that is none', 'redirect.invalid-location', elsewhere('http://127.0.0.1:99999/')),
  futile('mailto', 'follows no Location with mailto', 'redirect.scheme', elsewhere('mailto:a@b.example')),
  futile('data', 'follows no Location with data', 'redirect.scheme', elsewhere('data:text/event-stream,data:%20a%0A%0A')),
  futile('ftp', 'follows no Location with ftp', 'redirect.scheme', elsewhere('ftp://127.0.0.1/')),
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
      first.answer(307, [['Location', target.url]])
      const visit = await target.accept('the request at the target of the redirect')
      equal(visit.header('authorization') ?? null, null, 'Authorization at another origin')
    },
  },
]
