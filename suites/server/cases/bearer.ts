import type { Case } from '../../case.ts'
import { Unobserved, Violation } from '../../expect.ts'
import { heard, opens } from '../access/access.ts'
import { isBearer } from '../access/credentials.ts'
import type { Answer } from '../answer.ts'
import type { ServerWorld } from '../world.ts'

/** By which status those are refused who show something: bearer tokens (RFC 6750), and another user. */
export const bearerCases: readonly Case<ServerWorld>[] = [
  {
    id: 'server/access/known-but-refused',
    title: 'refuses with 403, or 404, whom no other credentials would help',
    clause: 'http.403',
    needs: ['other'],
    async run({ access }) {
      const { status } = heard(await access.as('other')).head
      if (status < 300) throw new Unobserved('not observed: the other user has a stream, too', 'another user who may not read the stream')
      if (status !== 403 && status !== 404)
        throw new Violation(`another user is answered with ${status}`, { expected: 'status 403, or 404', actual: status })
    },
  },
  {
    id: 'server/bearer/invalid-token',
    title: 'answers a bearer token that is not valid with 401',
    clause: 'bearer.invalid-token',
    needs: ['refused', 'bearer'],
    async run(world) {
      const { credentials = {} } = world.access.given
      const names = (['bad', 'expired', 'revoked'] as const).filter((name) => isBearer(credentials[name] ?? {}))
      if (names.length === 0)
        throw new Unobserved('not observed: none of the refused credentials is a bearer token', 'server.credentials.bad')
      for (const name of names) expectStatus(heard(await world.access.as(name)), [401, 404], `a token that is ${name}`)
    },
  },
  {
    id: 'server/bearer/insufficient-scope',
    title: 'answers a bearer token that does not reach far enough with 403',
    clause: 'bearer.insufficient-scope',
    needs: ['limited', 'bearer'],
    async run({ access }) {
      if (!isBearer(access.given.credentials?.limited ?? {}))
        throw new Unobserved('not observed: the limited credential is no bearer token', 'server.credentials.limited')
      expectStatus(heard(await access.as('limited')), [403, 404], 'a token that does not reach as far as the stream')
    },
  },
  {
    id: 'server/bearer/invalid-request',
    title: 'answers a malformed bearer request with 400',
    clause: 'bearer.invalid-request',
    needs: ['refused', 'bearer'],
    async run({ access }) {
      const answer = heard(await access.requestAsStranger({ fields: { Authorization: 'Bearer sse-conformance sse-conformance' } }))
      expectStatus(answer, [400], 'a field with two tokens')
    },
  },
]

const expectStatus = (answer: Answer, expected: readonly number[], what: string): void => {
  const { status } = answer.head
  if (opens(answer)) throw new Unobserved(`not observed: ${what} opens the stream`, 'a server that refuses it')
  if (!expected.includes(status)) throw new Violation(`${what} is answered with ${status}`, { expected: expected[0] ?? 0, actual: status })
}
