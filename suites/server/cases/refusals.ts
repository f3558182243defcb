import type { Case } from '../../case.ts'
import { equal, Unobserved, Violation } from '../../expect.ts'
import { type Answer, cacheControlOf, linesOf } from '../answer.ts'
import type { ServerWorld } from '../world.ts'

/** How the server refuses a stream, and how it tells clients to stop. */
export const refusalCases: readonly Case<ServerWorld>[] = [
  {
    id: 'server/access/challenge',
    title: 'names a challenge with every 401',
    clause: 'http.401-challenge',
    async run({ each }) {
      let judged = 0
      await each((answer) => {
        if (answer.head.status !== 401) return
        judged += 1
        if (!linesOf(answer, 'www-authenticate').some((value) => value !== ''))
          throw new Violation('a 401 comes without WWW-Authenticate', { expected: 'WWW-Authenticate with a challenge', actual: null })
      })
      if (judged === 0) throw new Unobserved('not observed: nothing was answered with 401', '--status 401 without credentials')
    },
  },
  {
    id: 'server/stop/not-stored',
    title: 'keeps caches from storing the answer that stops clients',
    clause: 'http.stop-not-stored',
    run({ first, method }) {
      const answer = first()
      if (answer.head.status !== 204 || method !== 'GET') throw no204
      if (!cacheControlOf(answer).has('no-store'))
        throw new Violation('a cache may go on stopping clients', { expected: 'no-store', actual: linesOf(answer, 'cache-control') })
    },
  },
  of204('no-content', 'ends a 204 with its head', 'http.204-no-content', (answer) =>
    equal(answer.stray?.count ?? 0, 0, 'the bytes after the head of a 204'),
  ),
  of204('no-length', 'sends no Content-Length with a 204', 'http.204-no-length', (answer) =>
    equal(linesOf(answer, 'content-length'), [], 'Content-Length of a 204'),
  ),
  of204('no-transfer-encoding', 'sends no Transfer-Encoding with a 204', 'http.204-no-transfer-encoding', (answer) =>
    equal(answer.head.version === '2' ? [] : linesOf(answer, 'transfer-encoding'), [], 'Transfer-Encoding of a 204'),
  ),
]

function of204(slug: string, title: string, clause: Case<ServerWorld>['clause'], check: (answer: Answer) => void): Case<ServerWorld> {
  return {
    id: `server/stop/204-${slug}`,
    title,
    clause,
    async run({ each }) {
      let judged = 0
      await each((answer) => {
        if (answer.head.status !== 204) return
        judged += 1
        check(answer)
      })
      if (judged === 0) throw no204
    },
  }
}

const no204 = new Unobserved('not observed: nothing was answered with 204', '--status 204 with a URL that tells clients to stop')
