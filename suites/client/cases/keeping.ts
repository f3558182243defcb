import type { Case } from '../../case.ts'
import { equal } from '../../expect.ts'
import type { ClientWorld } from '../world.ts'
import { endAndReturn, notBefore } from './returning.ts'

/** What a client keeps from one connection to the next, and for itself: its time, and its request. */
export const keepingCases: readonly Case<ClientWorld>[] = [
  {
    id: 'client/reconnect/keeps-time',
    title: 'keeps the reconnection time for later connections',
    clause: 'reconnect.retry',
    needs: ['returns'],
    async run({ open, origin, longer }) {
      await open(origin.url)
      const { next } = await endAndReturn(await origin.accept(), origin, `retry: ${longer}\n\n`)
      notBefore((await endAndReturn(next, origin, 'data: a\n\n')).took, longer, 'the second return')
    },
  },
  {
    id: 'client/reconnect/keeps-time-without-events',
    title: 'keeps the reconnection time where the next stream is empty',
    clause: 'reconnect.retry',
    needs: ['returns'],
    async run({ open, origin, longer }) {
      await open(origin.url)
      const { next } = await endAndReturn(await origin.accept(), origin, `retry: ${longer}\n\n`)
      notBefore((await endAndReturn(next, origin, '')).took, longer, 'the second return')
    },
  },
  {
    id: 'client/reconnect/takes-a-later-time',
    title: 'takes the reconnection time that a later connection sets',
    clause: 'reconnect.retry',
    needs: ['returns'],
    async run({ open, origin, longer }) {
      await open(origin.url)
      const { next } = await endAndReturn(await origin.accept(), origin, 'retry: 10\n\n')
      notBefore((await endAndReturn(next, origin, `retry: ${longer}\n\n`)).took, longer, 'the second return')
    },
  },
  {
    id: 'client/reconnect/keeps-time-over-a-redirect',
    title: 'keeps the reconnection time where a return is redirected',
    clause: 'reconnect.retry',
    needs: ['returns'],
    async run({ open, origin, address, longer }) {
      const target = address('same')
      await open(origin.url)
      const { next } = await endAndReturn(await origin.accept(), origin, `retry: ${longer}\n\n`)
      next.answer(307, [['Location', target.url]])
      const redirected = await target.accept('the request at the target of the redirect')
      redirected.start()
      const ended = redirected.end()
      const back = await Promise.any([origin.accept('the return'), target.accept('the return')])
      notBefore(back.at - ended, longer)
    },
  },
  {
    id: 'client/reconnect/own-time',
    title: 'leaves the reconnection time of another client alone',
    clause: 'reconnect.retry-own',
    needs: ['events', 'returns'],
    async run({ open, origin, address, longer }) {
      const other = address('same')
      await open(origin.url)
      const first = await origin.accept()
      first.send(`retry: ${longer}\n\n`)
      const client = await open(other.url)
      const second = await other.accept()
      second.send('retry: 10\ndata: a\n\n')
      await client.next()
      const { took } = await endAndReturn(first, origin, '')
      notBefore(took, longer)
    },
  },
  {
    id: 'client/reconnect/own-time-at-one-url',
    title: 'leaves the time of another client of the same URL alone',
    clause: 'reconnect.retry-own',
    needs: ['events', 'returns'],
    async run({ open, origin, longer }) {
      const one = await open(origin.url)
      const first = await origin.accept()
      first.send(`retry: ${longer}\ndata: a\n\n`)
      await one.next()
      const other = await open(origin.url)
      const second = await origin.accept('the request of the second client')
      second.send('retry: 10\ndata: a\n\n')
      await other.next()
      const { took } = await endAndReturn(first, origin, '')
      notBefore(took, longer)
    },
  },
  {
    id: 'client/reconnect/same-target',
    title: 'asks for the same target each time',
    clause: 'reconnect.same-request',
    needs: ['returns'],
    async run({ open, origin }) {
      await open(`${origin.url}?a=1&b=%20`)
      const first = await origin.accept()
      const { next } = await endAndReturn(first, origin, 'retry: 10\nid: 1\ndata: a\n\n')
      equal([next.method, next.target], [first.method, first.target], 'method and target of the second request')
    },
  },
  {
    id: 'client/reconnect/same-fields',
    title: 'sends the same fields each time',
    clause: 'reconnect.same-request',
    needs: ['returns'],
    async run({ open, origin }) {
      await open(origin.url)
      const first = await origin.accept()
      const { next } = await endAndReturn(first, origin, 'retry: 10\n\n')
      const fields = ['accept', 'cache-control', 'pragma', 'user-agent', 'accept-language', 'origin']
      const of = (visit: typeof first) => fields.map((name) => `${name}: ${visit.header(name) ?? ''}`)
      equal(of(next), of(first), 'the fields of the second request')
    },
  },
]
