import type { Case } from '../../case.ts'
import { Unobserved, Violation } from '../../expect.ts'
import { heard, opens } from '../access/access.ts'
import { refused, type Who } from '../access/credentials.ts'
import { endedByItself, type Held } from '../access/handed.ts'
import { type Answer, linesOf } from '../answer.ts'
import { isWhole } from '../visit.ts'
import type { ServerWorld } from '../world.ts'

/** Whom the stream is refused to, and how. */
export const accessCases: readonly Case<ServerWorld>[] = [
  {
    id: 'server/access/no-stream',
    title: 'opens no stream without valid credentials',
    clause: 'access.no-stream',
    needs: ['refused'],
    async run(world) {
      await eachRefused(world, async (answer, who) => {
        if (opens(answer) && !(await isError(world, answer))) throw streamed(answer, `with ${namedOf(who)}`)
      })
    },
  },
  {
    id: 'server/access/resume',
    title: 'resumes no stream without valid credentials',
    clause: 'access.resume',
    needs: ['refused'],
    async run(world) {
      for (const who of refused(world.access.given)) {
        const answer = heard(await world.access.as(who, { resumes: true }))
        if (opens(answer) && !(await isError(world, answer))) throw streamed(answer, `with ${namedOf(who)} and a Last-Event-ID`)
      }
    },
  },
  {
    id: 'server/access/refusal-status',
    title: 'refuses with a status, not within a response of success',
    clause: 'access.refusal-status',
    needs: ['refused'],
    async run(world) {
      await eachRefused(world, async (answer, who) => {
        const { status } = answer.head
        if (status < 200 || status > 299 || (opens(answer) && !(await isError(world, answer)))) return
        throw new Violation(`a request with ${namedOf(who)} is answered with ${status}`, {
          expected: 'a status such as 401',
          actual: status,
        })
      })
    },
  },
  {
    id: 'server/access/no-login-redirect',
    title: 'redirects nobody who is refused',
    clause: 'access.no-login-redirect',
    needs: ['refused'],
    async run(world) {
      await eachRefused(world, (answer, who) => {
        const { status } = answer.head
        if (status >= 300 && status <= 399 && status !== 304)
          throw new Violation(`a request with ${namedOf(who)} is redirected`, {
            expected: 'a status such as 401',
            actual: linesOf(answer, 'location'),
          })
      })
    },
  },
  {
    id: 'server/access/browsers',
    title: 'opens the stream to what an EventSource can send',
    clause: 'token.without-field',
    needs: ['good'],
    async run({ access }) {
      const good = access.given.credentials?.good ?? {}
      const byField = (good.headers ?? []).map(([name]) => name).filter((name) => name.toLowerCase() !== 'cookie')
      if (byField.length === 0 || !access.hands) return byField.length === 0 ? undefined : fields(byField)
      const { fresh } = await access.terms.fresh()
      const freshByField = (fresh.credential.headers ?? []).some(([name]) => name.toLowerCase() !== 'cookie')
      return freshByField ? fields(byField) : undefined
    },
  },
  {
    id: 'server/access/expiry',
    title: 'ends an open stream when its credential ends',
    clause: 'access.expiry',
    needs: ['fresh'],
    async run({ access }) {
      judgeHeld(await access.terms.expiring(), 'its credential ended')
    },
  },
  {
    id: 'server/access/revocation',
    title: 'ends an open stream when its credential is revoked',
    clause: 'access.revocation',
    needs: ['revoke'],
    async run({ access }) {
      const held = await access.terms.revoking()
      if (endedByItself(held))
        throw new Unobserved(
          'not observed: the stream ended when its credential did by itself',
          'a server.fresh whose credentials live longer, or a shorter server.grace',
        )
      judgeHeld(held, 'its credential was revoked')
    },
  },
]

const fields = (names: readonly string[]) => {
  throw new Violation('an EventSource sends no such field, so that only clients built on fetch() can read the stream', {
    expected: 'a cookie, or a short-lived token in the URL',
    actual: names,
  })
}

const namedOf = (who: Who) => (who === 'none' ? 'no credentials' : `${who} credentials`)

const eachRefused = async (world: ServerWorld, check: (answer: Answer, who: Who) => unknown): Promise<void> => {
  for (const who of refused(world.access.given)) await check(heard(await world.access.as(who)), who)
}

/** A response that holds no more than one event, which is none of the stream's, and is then over: a refusal that looks like a stream. */
const isError = async ({ visit }: ServerWorld, { seen, end }: Answer): Promise<boolean> => {
  if (!seen || !isWhole(end) || seen.events > 1) return false
  const stream = await visit('watch')
  const known = new Set(stream.seen?.kept.map(({ data }) => data))
  return seen.kept.every(({ data }) => !known.has(data))
}

const streamed = ({ seen }: Answer, how: string) =>
  new Violation(`a request ${how} gets the stream`, {
    expected: 'a status such as 401, and no event',
    actual: `200, and ${seen?.events ?? 0} events before the kit left`,
  })

const judgeHeld = ({ answer: { end }, dueAt, slack, grace }: Held, what: string): void => {
  if (end.how === 'left')
    throw new Violation(`the stream was still open ${grace / 1000} s after ${what}; server.grace sets another bound`, {
      expected: 'the end of the stream',
      actual: 'an open stream',
    })
  if (end.at < dueAt - slack)
    throw new Unobserved(`not observed: the stream ended before ${what}`, 'a stream that lasts longer than a fresh credential')
}
