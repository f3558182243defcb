import type { Case } from '../../case.ts'
import type { ClientWorld, Visit } from '../world.ts'
import { endAndReturn, triesOrTells } from './returning.ts'

type Fault = readonly [slug: string, what: string, act: (visit: Visit) => void]

const saying = (bytes: string) => (visit: Visit) => {
  visit.raw(bytes)
  visit.end()
}

const faults: readonly Fault[] = [
  ['reset', 'a reset', (visit) => visit.breakOff('reset')],
  ['no-answer', 'a connection without an answer', saying('')],
  ['garbage', 'an answer that is no HTTP', saying('this is no HTTP\r\n\r\n')],
  ['half-a-head', 'half a header section', saying('HTTP/1.1 200 OK\r\nContent-Type: text/ev')],
]

const atFirst = ([slug, what, act]: Fault): Case<ClientWorld> => ({
  id: `client/network/${slug}`,
  title: `goes on or tells of it after ${what}`,
  clause: 'response.network-error',
  async run(world) {
    const { open, origin } = world
    const client = await open(origin.url)
    act(await origin.accept())
    await triesOrTells(origin.accept('another attempt, or word of the failure,'), client, world)
  },
})

const onReturn = ([slug, what, act]: Fault): Case<ClientWorld> => ({
  id: `client/network/${slug}-on-return`,
  title: `goes on or tells of it on a return with ${what}`,
  clause: 'response.network-error',
  needs: ['returns'],
  async run(world) {
    const { open, origin } = world
    const client = await open(origin.url)
    const { next } = await endAndReturn(await origin.accept(), origin, 'retry: 10\n\n')
    const before = client.told.length
    act(next)
    const another = origin.accept('another attempt, or word of the failure,')
    await triesOrTells(another, client, world, (told) => client.told.indexOf(told) >= before)
  },
})

/** What a client makes of an attempt that nobody answers rightly. */
export const networkCases: readonly Case<ClientWorld>[] = [...faults.map(atFirst), ...faults.map(onReturn)]
