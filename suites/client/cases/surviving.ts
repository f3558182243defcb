import type { ClauseId } from '../../../spec/clauses.ts'
import type { Case } from '../../case.ts'
import { equal } from '../../expect.ts'
import type { ClientWorld, Origin, Visit } from '../world.ts'
import { anyOrigin, notFollowed } from './final.ts'
import { givesUp, returnAfter } from './returning.ts'

/** What happens on the connection after the one that set the ID. */
type Between = (visit: Visit) => void

const streaming = (stream: string): Between => {
  return (visit) => {
    visit.send(stream)
    visit.end()
  }
}

/** A block dispatches the ID buffer, which begins empty by the letter: where one comes between, nothing is certain. */
const surviving = (slug: string, title: string, between: Between, clause: ClauseId = 'reconnect.id-survives'): Case<ClientWorld> => ({
  id: `client/resume/${slug}`,
  title,
  clause,
  needs: ['returns', 'id'],
  async run(world) {
    const { next } = await returnAfter(world, 'retry: 10\nid: 42\ndata: a\n\n')
    between(next)
    const third = await world.origin.accept('the request after the connection between').catch(givesUp)
    equal(third.header('last-event-id') ?? null, '42', 'the Last-Event-ID of the third request')
  },
})

/** A client whose return is redirected, and what it sends then. */
const redirected = (slug: string, title: string, status: number, where: 'same' | 'other'): Case<ClientWorld> => ({
  id: `client/resume/${slug}`,
  title,
  clause: 'redirect.last-event-id',
  needs: ['returns', 'id'],
  async run({ open, origin, address }) {
    const target: Origin = address(where)
    const { next } = await returnAfter({ open, origin }, 'retry: 10\nid: 42\ndata: a\n\n')
    next.answer(status, [['Location', target.url], ...anyOrigin])
    const visit = await target.accept().catch(notFollowed)
    equal(visit.header('last-event-id') ?? null, '42', 'the Last-Event-ID after the redirect')
  },
})

/** An ID that outlives connections which bring no other. */
export const survivingCases: readonly Case<ClientWorld>[] = [
  surviving('after-nothing', 'keeps the ID over a connection that brings nothing', streaming('')),
  surviving('after-comments', 'keeps the ID over a connection that brings a comment', streaming(': a\n')),
  surviving(
    'after-events',
    'keeps the ID over events that have none, as browsers do',
    streaming('data: b\n\ndata: c\n\n'),
    'reconnect.id-buffer',
  ),
  surviving('after-half-a-block', 'keeps the ID over a connection that ends within a block', streaming('id: 43\ndata: b')),
  surviving('after-a-break', 'keeps the ID over a connection that breaks off', (visit) => {
    visit.start([['Connection', 'keep-alive']])
    visit.breakOff('fin')
  }),
  surviving('after-a-reset', 'keeps the ID over an attempt that is reset', (visit) => visit.breakOff('reset')),
  surviving('after-garbage', 'keeps the ID over an answer that is no HTTP', (visit) => {
    visit.raw('no HTTP\r\n\r\n')
    visit.end()
  }),
  ...[301, 302, 307, 308].map((status) => redirected(`redirected-${status}`, `sends the ID on after a ${status}`, status, 'same')),
  redirected('redirected-elsewhere', 'sends the ID on after a redirect to another origin', 307, 'other'),
  redirected('redirected-303', 'sends the ID on after a 303', 303, 'same'),
]
