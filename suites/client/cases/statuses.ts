import type { ClauseId } from '../../../spec/clauses.ts'
import type { Case } from '../../case.ts'
import type { ClientWorld, Fields, Visit } from '../world.ts'
import { isFinal, isShown, showsNothing, trap } from './final.ts'
import { returnAfter } from './returning.ts'

const stream: Fields = [['Content-Type', 'text/event-stream']]
const withoutContent = [204, 205, 304]

const answering =
  (status: number, fields: Fields = []) =>
  (visit: Visit): void =>
    visit.answer(status, [...stream, ...fields], withoutContent.includes(status) ? '' : trap)

/** Fetch may repeat these once by itself, with credentials or on another connection; a 407 may even be a network error, and is not asked. */
const repeatable = [401, 421]

const atFirst = (status: number, clause: ClauseId = 'response.status', fields: Fields = []): Case<ClientWorld> => ({
  id: `client/status/${status}`,
  title: `takes a ${status} for final`,
  clause,
  run: (world) => isFinal(world, `a ${status}`, answering(status, fields), repeatable.includes(status) ? 1 : 0),
})

const onReturn = (status: number, clause: ClauseId = 'response.status', fields: Fields = []): Case<ClientWorld> => ({
  id: `client/status/${status}-on-return`,
  title: `takes a ${status} for final when it comes back`,
  clause,
  needs: ['returns'],
  async run(world) {
    const { next } = await returnAfter(world, 'retry: 10\n\n')
    answering(status, fields)(next)
    if (repeatable.includes(status)) await spare(world, answering(status, fields))
    else await world.noReturn(world.origin, `a ${status}`)
  },
})

/** One further request is lawful. */
const spare = async ({ origin, noReturn }: ClientWorld, act: (visit: Visit) => void): Promise<void> => {
  await noReturn([], 'nothing')
  if (origin.visits.length > 2) act(await origin.accept())
  await noReturn(origin, 'the same answer twice')
}

/** Only 301, 302, 303, 307 and 308 are redirects. */
const notRedirected = (status: number): Case<ClientWorld> => ({
  id: `client/status/${status}-with-location`,
  title: `follows no Location of a ${status}`,
  clause: 'response.status',
  async run({ open, origin, address, noReturn }) {
    const target = address('same')
    const client = await open(origin.url)
    answering(status, [['Location', target.url]])(await origin.accept())
    await noReturn([origin, target], `a ${status} with Location`)
    showsNothing(client, `a ${status}`)
  },
})

const challenge: Fields = [['WWW-Authenticate', 'Basic realm="kit"']]
const later: Fields = [['Retry-After', '0']]

/** Every status but 200 is final. */
export const statusCases: readonly Case<ClientWorld>[] = [
  atFirst(204, 'response.stop-204'),
  onReturn(204, 'response.stop-204'),
  ...[201, 202, 203, 205, 206, 226, 299, 300, 304, 305, 306, 400, 402, 403, 404, 405, 406, 408, 409, 410, 418, 425, 451].map((status) =>
    atFirst(status),
  ),
  ...[500, 501, 502, 504, 505, 507, 511, 599].map((status) => atFirst(status)),
  atFirst(401, 'response.status', challenge),
  atFirst(421),
  atFirst(429, 'response.status', later),
  atFirst(503, 'response.status', later),
  ...[201, 205, 206, 304, 400, 403, 404, 410, 500, 501, 502, 505].map((status) => onReturn(status)),
  onReturn(401, 'response.status', challenge),
  onReturn(421),
  onReturn(429, 'response.status', later),
  onReturn(503, 'response.status', later),
  ...[201, 300, 304, 305].map(notRedirected),
  {
    id: 'client/status/other-reason',
    title: 'opens a stream whatever the reason phrase of the 200 says',
    clause: 'response.status',
    needs: ['events'],
    async run({ open, origin }) {
      const client = await open(origin.url)
      const visit = await origin.accept()
      visit.raw('HTTP/1.1 200 Not Found\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n')
      await isShown(client, visit)
    },
  },
  {
    id: 'client/status/repeated-401',
    title: 'asks only once after a 401, as where it has no credentials',
    clause: 'response.retried-status',
    async run({ open, origin, noReturn }) {
      const client = await open(origin.url)
      answering(401, challenge)(await origin.accept())
      await noReturn(origin, 'a 401')
      showsNothing(client, 'a 401')
    },
  },
]
