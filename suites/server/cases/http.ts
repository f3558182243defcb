import type { Case } from '../../case.ts'
import { equal, Unobserved, Violation } from '../../expect.ts'
import { type Answer, cacheControlOf, charsetOf, essenceOf, isStream, linesOf, listOf, notAStream } from '../answer.ts'
import type { ServerWorld } from '../world.ts'

/** The fields of the response that opens a stream. */
export const httpCases: readonly Case<ServerWorld>[] = [
  {
    id: 'server/http/status',
    title: 'opens the stream with status 200',
    clause: 'http.status',
    run({ first, status }) {
      if (status !== 200) throw notAStream
      equal(first().head.status, 200, 'the status')
    },
  },
  {
    id: 'server/http/media-type',
    title: 'says once that it sends text/event-stream',
    clause: 'http.media-type',
    run({ first, status }) {
      if (status !== 200) throw notAStream
      const answer = first()
      if (essenceOf(answer) !== 'text/event-stream')
        throw new Violation('the Content-Type is another', { expected: ['text/event-stream'], actual: linesOf(answer, 'content-type') })
    },
  },
  {
    id: 'server/http/charset',
    title: 'names no charset but utf-8',
    clause: 'mime.charset',
    run({ first }) {
      const answer = first()
      if (!isStream(answer)) throw notAStream
      const charset = charsetOf(answer)
      if (charset !== undefined) equal(charset.toLowerCase(), 'utf-8', 'the charset')
    },
  },
  {
    id: 'server/http/not-stored',
    title: 'keeps shared caches from storing the stream',
    clause: 'http.not-shared',
    run({ first, method }) {
      const answer = first()
      if (!isStream(answer)) throw notAStream
      if (!isStorable(answer, method)) throw notStorable
      const directives = cacheControlOf(answer)
      if (!directives.has('no-store') && !directives.has('private'))
        throw new Violation('Cache-Control permits caches to store the stream', {
          expected: 'no-store or private',
          actual: linesOf(answer, 'cache-control'),
        })
    },
  },
  {
    id: 'server/http/no-cache-alone',
    title: 'does not rely on no-cache to keep the stream from being stored',
    clause: 'http.no-cache-stores',
    run({ first, method }) {
      const answer = first()
      if (!isStream(answer)) throw notAStream
      if (!isStorable(answer, method)) throw notStorable
      const directives = cacheControlOf(answer)
      if (directives.has('no-cache') && !directives.has('no-store') && !directives.has('private'))
        throw new Violation('no-cache alone still permits storing', { actual: linesOf(answer, 'cache-control') })
    },
  },
  {
    id: 'server/http/authorized-not-shared',
    title: 'opens no answer to a request with credentials to shared caches',
    clause: 'http.authorized-not-shared',
    needs: ['credentials'],
    run({ first }) {
      const answer = first()
      const opening = ['public', 's-maxage', 'must-revalidate'].filter((name) => cacheControlOf(answer).has(name))
      if (cacheControlOf(answer).has('no-store') || cacheControlOf(answer).has('private')) return
      equal(opening, [], 'the directives that let shared caches store it')
    },
  },
  {
    id: 'server/http/identity',
    title: 'compresses nothing for a client that accepts no compression',
    clause: 'http.unasked-coding',
    run({ first }) {
      const codings = listOf(first(), 'content-encoding').filter((coding) => coding.toLowerCase() !== 'identity')
      equal(codings, [], 'the content codings of the response')
    },
  },
  {
    id: 'server/http/coding-told',
    title: 'sends what its Content-Encoding says',
    clause: 'http.coding-told',
    async run({ visit, answer }) {
      await answer('compressed')
      for (const ask of ['watch', 'compressed'] as const) {
        const { undecodable } = await visit(ask)
        if (undecodable !== undefined) throw new Violation(undecodable)
      }
    },
  },
]
const notStorable = new Unobserved('not observed: no cache may keep this answer, whatever it says', 'a stream that is opened by GET')

/** Whether caches may keep the answer at all: to POST, only one that says how long it is fresh and where it is from (RFC 9110, 9.3.3). */
const isStorable = (answer: Answer, method: string): boolean => {
  if (method !== 'POST') return method === 'GET'
  const isFresh = ['max-age', 's-maxage'].some((name) => cacheControlOf(answer).has(name)) || linesOf(answer, 'expires').length > 0
  return isFresh && linesOf(answer, 'content-location').length > 0
}
