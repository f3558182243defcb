import type { Case } from '../../case.ts'
import { Unobserved, Violation } from '../../expect.ts'
import { opens } from '../access/access.ts'
import { type Answer, cacheControlOf, charsetOf, essenceOf, isStream, linesOf, notAStream } from '../answer.ts'
import { isWhole, type Visit } from '../visit.ts'
import type { ServerWorld } from '../world.ts'

/** What the answers of a server mean to clients and caches beyond the stream itself. */
export const conductCases: readonly Case<ServerWorld>[] = [
  {
    id: 'server/http/type-name',
    title: 'calls the type of the stream by its registered name',
    clause: 'mime.type',
    run({ first, status }) {
      if (status !== 200) throw notAStream
      const answer = first()
      const essence = essenceOf(answer) ?? ''
      if (essence === 'text/event-stream') return
      if (!/event.?stream/.test(essence)) throw notAStream
      throw new Violation('no client knows this type', { expected: 'text/event-stream', actual: linesOf(answer, 'content-type') })
    },
  },
  {
    id: 'server/http/no-charset',
    title: 'names no charset, since there is but one',
    clause: 'mime.charset-pointless',
    run({ first }) {
      const answer = first()
      if (!isStream(answer)) throw notAStream
      if (charsetOf(answer) !== undefined)
        throw new Violation('the charset parameter is lawful and serves no purpose', { actual: linesOf(answer, 'content-type') })
    },
  },
  {
    id: 'server/http/no-304',
    title: 'answers a conditional request with the stream',
    clause: 'http.no-304',
    async run({ access, method }) {
      if (method !== 'GET')
        throw new Unobserved(`not observed: the stream is opened by ${method}, not by GET`, 'a stream that is opened by GET')
      const { status } = (await access.conditional()).head
      if (status === 304) throw new Violation('a stream is said to be as it was', { expected: 200, actual: status })
    },
  },
  {
    id: 'server/http/no-validator',
    title: 'gives a stream no validator',
    clause: 'http.no-validator',
    run({ first }) {
      const answer = first()
      if (!isStream(answer)) throw notAStream
      const names = ['etag', 'last-modified'].filter((name) => linesOf(answer, name).length > 0)
      if (names.length > 0) throw new Violation('a cache may ask whether the stream is as it was', { expected: [], actual: names })
    },
  },
  {
    id: 'server/http/final-not-stored',
    title: 'keeps caches from storing a 404 or 410 on their own account',
    clause: 'http.final-not-stored',
    async run({ each }) {
      let judged = 0
      await each((answer) => {
        const { status } = answer.head
        if (answer.request.method !== 'GET' || (status !== 404 && status !== 410)) return
        judged += 1
        if (cacheControlOf(answer).size === 0 && linesOf(answer, 'expires').length === 0)
          throw new Violation(`a cache may keep the ${status} for as long as it sees fit`, { expected: 'no-store', actual: [] })
      })
      if (judged === 0) throw new Unobserved('not observed: no GET was answered with 404 or 410', '--status 404 with a URL that is gone')
    },
  },
  {
    id: 'server/http/open-ended',
    title: 'sends what has an end under another type',
    clause: 'mime.open-ended',
    async run({ watched, visit, method }) {
      const first = await watched()
      if (!isWhole(first.end) || method !== 'GET')
        throw new Unobserved('not observed: the server did not end the stream', '--for with a longer time')
      if (first.end.at - first.head.at > soon || first.seen.events < 2) return
      const again = await visit('again')
      if (isWhole(again.end) && eventsOf(again) === eventsOf(first))
        throw new Violation('the stream ends at once and is the same each time, and clients fetch it again every few seconds')
    },
  },
  tooMany(429, 'http.429'),
  tooMany(503, 'http.503'),
  {
    id: 'server/methods/trace',
    title: 'refuses a method that the stream does not allow',
    clause: 'http.405',
    async run({ access }) {
      const answer = await access.requestAsStranger({ method: 'TRACE', isBare: true, fields: { Authorization: undefined } })
      const { status } = answer.head
      if (opens(answer)) throw new Violation('TRACE is answered with the stream', { expected: 'status 405 or 501', actual: status })
      const isUsual = [405, 501, 401, 403, 407, 429, 503].includes(status) || (status >= 300 && status <= 399)
      if (!isUsual && !isEcho(answer)) throw new Violation(`TRACE is answered with ${status}`, { expected: 'status 405', actual: status })
    },
  },
  {
    id: 'server/delivery/keep-alive-often',
    title: 'sends something about every 15 seconds',
    clause: 'advice.keep-alive',
    async run({ watched, idle }) {
      const { seen, began, end } = await watched()
      const often = Math.min(20_000, (idle * 2) / 3)
      if (seen.longestSilence > often)
        throw new Violation(`nothing came for ${(seen.longestSilence / 1000).toFixed(1)} s`, { expected: 'a comment about every 15 s' })
      if (end.at - began <= often)
        throw new Unobserved('not observed: the stream was not watched for long enough', `--for ${Math.ceil((often * 1.5) / 1000)}s`)
    },
  },
]

function tooMany(status: 429 | 503, clause: 'http.429' | 'http.503'): Case<ServerWorld> {
  return {
    id: `server/access/stops-with-${status}`,
    title: `stops no client for good with ${status}`,
    clause,
    async run({ each }) {
      let judged = 0
      await each((answer) => {
        judged += 1
        if (answer.head.status === status)
          throw new Violation(`an EventSource that gets ${status} never comes back, whatever Retry-After says`, {
            actual: linesOf(answer, 'retry-after'),
          })
      })
      if (judged > 0)
        throw new Unobserved(`not observed: nothing was answered with ${status}`, `--status ${status} with a URL that answers it`)
    },
  }
}

/** A stream that is over within so many milliseconds was there as a whole before it was asked for. */
const soon = 250

const eventsOf = ({ seen }: Visit): string => JSON.stringify(seen?.kept.map(({ type, data, lastEventId }) => [type, data, lastEventId]))

/** What TRACE is for (RFC 9110, 9.3.8). */
const isEcho = (answer: Answer): boolean => answer.head.status === 200 && essenceOf(answer) === 'message/http'
