import type { ClauseId } from '../../../spec/clauses.ts'
import type { Case } from '../../case.ts'
import { equal, Violation } from '../../expect.ts'
import type { ClientWorld, Visit } from '../world.ts'
import { isShown, showsNothing, trap } from './final.ts'
import { triesOrTells } from './returning.ts'

/** What is no way to a stream: nothing is shown, and the client says so or, where the clause lets it, tries again. */
const futile = (slug: string, title: string, clause: ClauseId, act: (visit: Visit) => void): Case<ClientWorld> => ({
  id: `client/redirect/${slug}`,
  title,
  clause,
  async run(world) {
    const { open, origin } = world
    const client = await open(origin.url)
    act(await origin.accept())
    await triesOrTells(origin.accept('another attempt, or word of the failure,'), client, world)
    showsNothing(client, 'a redirect that leads nowhere')
  },
})

/** In a 307, which those follow too who know no 302: one that is not followed leads nowhere in any case. */
const elsewhere = (location: string) => (visit: Visit) =>
  visit.answer(
    307,
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

/** Redirects to the same address, each under another name. */
const inARow = async ({ open, origin }: ClientWorld, count: number) => {
  const client = await open(origin.url)
  for (let step = 1; step <= count; step += 1) {
    const visit = await origin.accept(`request ${step}`)
    if (step > 1) equal(new URL(visit.target, origin.url).search, `?step=${step - 1}`, `the query of request ${step}`)
    visit.answer(307, [['Location', `${origin.url}?step=${step}`]])
  }
  return client
}

/** Redirects that lead nowhere, or too far. */
export const nowhereCases: readonly Case<ClientWorld>[] = [
  {
    id: 'client/redirect/twenty',
    title: 'follows twenty redirects in a row',
    clause: 'redirect.limit',
    needs: ['events'],
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
      const client = await inARow(world, 21)
      await triesOrTells(origin.accept('another attempt, or word of the failure,'), client, world)
      const last = origin.visits.find(({ target }) => target.endsWith('?step=21'))
      if (last) throw new Violation('follows a twenty-first redirect', { expected: 'a network error', actual: last.target })
    },
  },
  ...[301, 302, 303, 307, 308].map(without),
  futile('invalid', 'follows no Location that cannot be parsed', 'redirect.invalid-location', elsewhere('http://[')),
  futile('invalid-port', 'follows no Location with a port that is none', 'redirect.invalid-location', elsewhere('http://127.0.0.1:99999/')),
  futile('empty', 'shows nothing of a redirect whose Location is empty', 'redirect.followed', elsewhere('')),
  futile('mailto', 'follows no Location with mailto', 'redirect.scheme', elsewhere('mailto:a@b.example')),
  futile('data', 'follows no Location with data', 'redirect.scheme', elsewhere('data:text/event-stream,data:%20a%0A%0A')),
  futile('ftp', 'follows no Location with ftp', 'redirect.scheme', elsewhere('ftp://127.0.0.1/')),
]
