import type { Case } from '../../case.ts'
import { equal } from '../../expect.ts'
import type { ClientWorld, Fields, Visit } from '../world.ts'

/** What lets any cache keep an answer, and ask whether it still holds. */
const storable: Fields = [
  ['Cache-Control', 'public, max-age=86400'],
  ['ETag', '"kit"'],
  ['Last-Modified', 'Thu, 01 Jan 2026 00:00:00 GMT'],
]

const streamOnce = (visit: Visit, retry: number): void => {
  visit.start(storable)
  visit.send(`retry: ${retry}\ndata: a\n\n`)
  visit.end()
}

const conditionsOf = (visit: Visit) =>
  ['If-None-Match', 'If-Modified-Since'].flatMap((name) => (visit.header(name) === undefined ? [] : [name]))

/** That a stream comes from the server, and from no cache. */
export const cachedCases: readonly Case<ClientWorld>[] = [
  {
    id: 'client/request/past-caches',
    title: 'asks the server again for a stream that may be stored',
    clause: 'request.cache',
    needs: ['returns'],
    async run({ open, origin }) {
      await open(origin.url)
      streamOnce(await origin.accept(), 10)
      const second = await origin.accept('the return to the server, past any cache,')
      equal(conditionsOf(second), [], 'what makes the second request conditional')
    },
  },
  {
    id: 'client/request/past-caches-of-others',
    title: 'asks the server for a stream that another client was given',
    clause: 'request.cache',
    needs: ['events'],
    async run({ open, origin }) {
      const one = await open(origin.url)
      streamOnce(await origin.accept(), 60_000)
      await one.next()
      await one.close()
      await open(origin.url)
      const visit = await origin.accept('the request of the second client, past any cache,')
      equal(conditionsOf(visit), [], 'what makes the request conditional')
    },
  },
]
