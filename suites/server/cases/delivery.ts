import type { Case } from '../../case.ts'
import { Unobserved, Violation } from '../../expect.ts'
import { cacheControlOf, hasHead, isStream, linesOf, listOf } from '../answer.ts'
import { eventsByThen } from '../pace.ts'
import type { ServerWorld } from '../world.ts'

/** When what is sent arrives, and what helps it along. */
export const deliveryCases: readonly Case<ServerWorld>[] = [
  {
    id: 'server/delivery/headers-first',
    title: 'sends the head before there is an event',
    clause: 'delivery.headers-first',
    async run({ answer, visit }) {
      const stream = await answer('watch')
      const { firstByteAt, kept } = stream.seen ?? {}
      const isWithHead = (at: number | undefined) => at !== undefined && at - stream.head.at <= together
      if (!isWithHead(firstByteAt)) return
      const waited = stream.head.at - stream.began
      const usual = Math.min(...(await Promise.all(otherRequests.map(visit))).filter(hasHead).map(({ head, began }) => head.at - began))
      if (waited > usual + noticeable)
        throw new Violation(
          `the head came together with the first event, ${Math.round(waited)} ms after the request; other answers took ${Math.round(usual)} ms`,
        )
      if (isWithHead(kept?.[0]?.at))
        throw new Unobserved(
          'not observed: the head came together with the first event, which came too soon to tell whether it was waited for',
          'a stream whose first event comes after a second or later',
        )
    },
  },
  {
    id: 'server/delivery/concurrent',
    title: 'serves a second client while a stream is open',
    clause: 'delivery.concurrent',
    async run({ visit, answer, status }) {
      const first = await answer('watch')
      if (status !== 200) throw new Unobserved('not observed: no stream is opened', 'a URL that opens a stream')
      const second = await visit('second')
      if (!hasHead(second)) {
        if (first.end.at <= second.began + noticeable)
          throw new Unobserved('not observed: the first stream ended too soon', 'a stream that lasts longer')
        throw new Violation('a second client gets no response while the first has its stream', {
          actual: 'reason' in second.end ? second.end.reason : 'silence',
        })
      }
      if (second.head.at > first.end.at && second.began + noticeable < first.end.at)
        throw new Violation('a second client is answered only once the first one has gone')
      // The kit asks with the same session, token and address, so a 4xx may be meant for one client that asks twice (RFC 9110, 15.5).
      if (second.head.status >= 400 && second.head.status <= 499)
        throw new Unobserved(
          `not observed: the same request is answered with ${second.head.status} while the stream is open, and may be taken for the same client`,
          'a URL, and fields, that open more than one stream',
        )
      if (second.head.status !== first.head.status)
        throw new Violation(`a second client is answered with ${second.head.status}`, {
          expected: first.head.status,
          actual: second.head.status,
        })
    },
  },
  {
    id: 'server/delivery/compressed',
    title: 'delivers a compressed stream as promptly as a plain one',
    clause: 'delivery.flush-compressed',
    async run({ answer, watched }) {
      const compressed = await answer('compressed')
      const codings = listOf(compressed, 'content-encoding').filter((coding) => coding.toLowerCase() !== 'identity')
      if (codings.length === 0 || !isStream(compressed))
        throw new Unobserved('not observed: compression was offered and not taken', 'a server that compresses its streams')
      const plain = await watched()
      if (compressed.undecodable !== undefined)
        throw new Unobserved(`not observed: ${compressed.undecodable}`, 'a stream that can be unpacked')
      if (!compressed.seen) throw new Unobserved(`not observed: the coding ${codings.join(', ')} is not known`, 'gzip, deflate or br')
      const [here, there] = eventsByThen(plain, compressed)
      if (here < 3)
        throw new Unobserved('not observed: fewer than three events came while both streams were open', '--for with a longer time')
      if (there < here / 2)
        throw new Violation(`while the plain stream brought ${here} events, the compressed one brought ${there}`, {
          expected: here,
          actual: there,
        })
    },
  },
  {
    id: 'server/delivery/keep-alive',
    title: 'lets no idle stream be silent for too long',
    clause: 'delivery.keep-alive',
    async run({ watched, idle }) {
      const { seen, began, end } = await watched()
      const silent = `its longest silence was ${seconds(seen.longestSilence)}`
      if (seen.longestSilence > idle)
        throw new Violation(`nothing came for ${seconds(seen.longestSilence)}`, {
          expected: `at least a comment every ${seconds(idle)}`,
          actual: silent,
        })
      if (end.at - began <= idle)
        throw new Unobserved(
          `not observed: the stream was watched for ${seconds(end.at - began)}, ${silent}`,
          `--for ${Math.ceil((idle * 1.5) / 1000)}s`,
        )
    },
  },
  {
    id: 'server/delivery/keep-alive-comment',
    title: 'keeps the connection alive with comments, not with events',
    clause: 'delivery.keep-alive-comment',
    async run({ watched, show }) {
      const { seen } = await watched()
      const finding = seen.findings.get('delivery.keep-alive-comment')
      if (!finding) return
      show(finding)
      throw new Violation(`${finding.message} (${finding.count.toLocaleString('en')} such events)`)
    },
  },
  {
    id: 'server/delivery/accel-buffering',
    title: 'tells nginx and its kin not to buffer the stream',
    clause: 'delivery.accel-buffering',
    run({ first }) {
      const answer = first()
      if (isStream(answer) && linesOf(answer, 'x-accel-buffering').at(-1)?.toLowerCase() !== 'no')
        throw new Violation('the response does not carry X-Accel-Buffering: no', {
          expected: 'no',
          actual: linesOf(answer, 'x-accel-buffering'),
        })
    },
  },
  {
    id: 'server/delivery/no-transform',
    title: 'tells proxies not to recode the stream',
    clause: 'delivery.no-transform',
    run({ first }) {
      const answer = first()
      if (isStream(answer) && !cacheControlOf(answer).has('no-transform'))
        throw new Violation('Cache-Control does not say no-transform', {
          expected: 'no-transform',
          actual: linesOf(answer, 'cache-control'),
        })
    },
  },
]

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`

/** Whose answers show how long a head takes that waits for nothing. */
const otherRequests = ['options', 'unknown-method', 'head', 'second', 'foreign-origin'] as const
/** What arrives within so many milliseconds was sent together. */
const together = 20
/** What a server does not take for nothing, in milliseconds. */
const noticeable = 300
