import type { Case } from '../../case.ts'
import { Unobserved, Violation } from '../../expect.ts'
import { opens } from '../access/access.ts'
import { tokensOf } from '../access/credentials.ts'
import type { Handed } from '../access/handed.ts'
import { allOpen, createProbe, noToken, partsOfToken, plainUrl, refusedUrls, tokenUrl } from '../access/probe.ts'
import type { Leak } from '../access/sniffer.ts'
import { type Answer, linesOf } from '../answer.ts'
import type { ServerWorld } from '../world.ts'

/** Credentials that are handed out and live shortly, above all tokens in URLs. */
export const tokenCases: readonly Case<ServerWorld>[] = [
  {
    id: 'server/expiry/expired',
    title: 'refuses a token that has expired',
    clause: 'token.expired',
    needs: ['fresh'],
    async run({ access }) {
      if (opens(await access.terms.expired()))
        throw new Violation('the stream opens to a token that has expired', { expected: 'a status such as 401', actual: 200 })
    },
  },
  {
    id: 'server/expiry/reused',
    title: 'refuses a token that was used',
    clause: 'token.reused',
    needs: ['single-use'],
    async run({ access }) {
      const { working, use, inTime } = access.terms
      if (opens(await inTime(working, use)))
        throw new Violation('the stream opens twice to a token for a single use', { expected: 'a status such as 401', actual: 200 })
    },
  },
  {
    id: 'server/expiry/tampered',
    title: 'refuses a token of which a character was changed',
    clause: 'token.tampered',
    needs: ['fresh-url'],
    async run(world) {
      if (world.access.hands) await world.access.terms.working() // so that what is refused is refused for the change
      const opensTo = createProbe(world)
      let judged = 0
      for (const [index, { places }] of (await partsOfToken(world)).entries()) {
        if (await opensTo((parts) => parts[index]?.replaced)) continue // what may be anything is no token
        for (const [place, changes] of places.entries()) {
          judged += 1
          if (await allOpen(changes.length, (change) => opensTo((parts) => parts[index]?.places[place]?.[change])))
            throw new Violation('the stream opens to a token that was changed', { expected: 'a status such as 401', actual: 200 })
        }
      }
      if (judged === 0) throw noToken
    },
  },
  {
    id: 'server/expiry/rotated',
    title: 'hands out a new token for a later session',
    clause: 'token.rotated',
    needs: ['fresh'],
    async run({ access: { terms } }) {
      const first = await terms.fresh()
      const isSame = ({ fresh }: Handed) => JSON.stringify(fresh.credential) === JSON.stringify(first.fresh.credential)
      if (!isSame(await terms.fresh())) return
      await terms.ended(first)
      if (isSame(await terms.fresh())) throw new Violation('the same token is handed out again after its end')
    },
  },
  {
    id: 'server/expiry/not-in-stream',
    title: 'writes no token of the URL into the stream',
    clause: 'token.not-in-stream',
    needs: ['fresh-url'],
    async run(world) {
      const { terms, given } = world.access
      const isGiven = given.credentials?.good?.url !== undefined
      const answer = isGiven ? await world.watched() : await terms.inTime(() => tokenUrl(world), terms.read)
      if (!opens(answer))
        throw new Unobserved(`not observed: the stream is answered with ${answer.head.status}`, 'a token that opens the stream')
      judgeLeaks(answer, tokensOf(new URL(answer.request.target, plainUrl(world)).href, plainUrl(world)))
    },
  },
  {
    id: 'server/expiry/not-in-redirect',
    title: 'passes no token of the URL on to another origin',
    clause: 'token.not-in-redirect',
    needs: ['fresh-url'],
    async run(world) {
      let judged = 0
      for (const { answer, url } of await refusedUrls(world)) {
        for (const location of linesOf(answer, 'location')) {
          judged += 1
          if (!URL.canParse(location, url) || new URL(location, url).origin === new URL(url).origin) continue
          if (tokensOf(url, plainUrl(world)).some((token) => location.includes(token)))
            throw new Violation('a redirect passes the token of the URL on to another origin')
        }
      }
      if (judged === 0) throw new Unobserved('not observed: no request with a token in its URL is redirected', 'a server that redirects')
    },
  },
  {
    id: 'server/expiry/not-in-error',
    title: 'writes no token of the URL into an error',
    clause: 'token.not-in-error',
    needs: ['fresh-url'],
    async run(world) {
      const errors = (await refusedUrls(world)).filter(({ answer }) => answer.head.status >= 400)
      if (errors.length === 0) throw new Unobserved('not observed: no token in a URL is refused', 'a server that refuses what was changed')
      for (const { answer, url } of errors) judgeLeaks(answer, tokensOf(url, plainUrl(world)))
    },
  },
  {
    id: 'server/privacy/never-sent',
    title: 'sends nothing that is said to be secret',
    clause: 'secret.never-sent',
    needs: ['never-sent'],
    async run({ each, access }) {
      await each((answer) => judgeLeaks(answer, access.given.neverSent ?? [], 'a value that is said to be secret'))
    },
  },
]

const judgeLeaks = ({ leaks = [] }: Answer, values: readonly string[], what = 'the token of the URL'): void => {
  const found: readonly Leak[] = leaks.filter(({ value }) => values.includes(value))
  if (found.length > 0) throw new Violation(`${what} comes in ${[...new Set(found.map(({ place }) => place))].join(' and ')}`)
}
