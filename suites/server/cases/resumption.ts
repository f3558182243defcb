import type { Case } from '../../case.ts'
import { Unobserved, Violation } from '../../expect.ts'
import { hasHead, isStream } from '../answer.ts'
import { compareResumed, idToResume, type Resumption } from '../resumption.ts'
import type { ServerWorld } from '../world.ts'

/** What comes when a client returns with an ID that the server has sent. */
export const resumptionCases: readonly Case<ServerWorld>[] = [
  {
    id: 'server/resumption/last-id',
    title: 'answers a client that returns with the last ID it saw',
    clause: 'resume.last-id',
    async run(world) {
      await idSent(world)
      const others = await Promise.all((['second', 'foreign-origin', 'unacceptable'] as const).map(world.visit))
      const resumed = await world.visit('resumed') // last, since what was asked last is what a person is told to try
      if (!hasHead(resumed)) {
        if (!others.some(hasHead))
          throw new Unobserved('not observed: no request beside the stream got a response', '--timeout with more time for one request')
        throw new Violation('a request with Last-Event-ID gets no response', {
          actual: 'reason' in resumed.end ? resumed.end.reason : 'silence',
        })
      }
      const { status } = resumed.head
      if (status >= 500) throw new Violation(`a request with Last-Event-ID is answered with ${status}`, { actual: status })
    },
  },
  {
    id: 'server/resumption/no-gap',
    title: 'leaves out no event after the last ID',
    clause: 'resume.no-gap',
    async run(world) {
      const { followed, brought } = await comparison(world)
      const [next] = followed
      const later = brought.filter((id) => followed.includes(id))
      if (next === undefined || later.length === 0) throw nothingToCompare
      const reached = followed.slice(0, Math.max(...later.map((id) => followed.indexOf(id))) + 1)
      const lost = reached.filter((id) => !later.includes(id))
      if (lost.length > 0)
        throw new Violation(`${lost.length} events were left out`, { expected: reached.slice(0, 10), actual: later.slice(0, 10) })
    },
  },
  {
    id: 'server/resumption/no-duplicate',
    title: 'repeats no event that the client has seen',
    clause: 'resume.no-duplicate',
    async run(world) {
      const { id, brought, repeated } = await comparison(world)
      if (brought.length === 0) throw nothingToCompare
      if (repeated.length > 0)
        throw new Violation(
          `after ${JSON.stringify(id)} it sends ${JSON.stringify(repeated[0])} again: it does not heed Last-Event-ID, or counts from the start on each connection`,
          { actual: brought.slice(0, 10) },
        )
      if (new Set(brought).size < brought.length) throw new Violation('an event comes twice', { actual: brought.slice(0, 10) })
    },
  },
  {
    id: 'server/resumption/in-order',
    title: 'keeps the order of the events it sends again',
    clause: 'resume.in-order',
    async run(world) {
      const { followed, brought } = await comparison(world)
      const places = brought.filter((id) => followed.includes(id)).map((id) => followed.indexOf(id))
      if (places.length < 2) throw nothingToCompare
      if (places.some((place, index) => index > 0 && place < (places[index - 1] ?? 0)))
        throw new Violation('the events come in another order', { expected: followed.slice(0, 10), actual: brought.slice(0, 10) })
    },
  },
]

const nothingToCompare = new Unobserved(
  'not observed: the resumed stream brought no event that can be compared',
  '--for with a longer time',
)

const idSent = async ({ watched, visit }: ServerWorld): Promise<string> => {
  visit('resumed').catch(() => {}) // asked for while the stream is watched, so that what is live comes on both; its failure is for those who wait for it
  await watched()
  const id = idToResume(await visit('watch'))
  if (id === undefined) throw new Unobserved('not observed: no event had an ID', 'a server that sends IDs')
  return id
}

const comparison = async (world: ServerWorld): Promise<Resumption> => {
  await idSent(world)
  const resumed = await world.answer('resumed')
  if (resumed.head.status !== 200 || !isStream(resumed))
    throw new Unobserved(`not observed: a request with Last-Event-ID is answered with ${resumed.head.status}`, 'a server that resumes')
  const compared = compareResumed(await world.visit('watch'), resumed)
  if (!compared) throw new Unobserved('not observed: several events have the same ID', 'a server that gives each event an ID of its own')
  return compared
}
