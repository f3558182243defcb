import type { Case } from '../../case.ts'
import { equal, Violation } from '../../expect.ts'
import { begin } from '../hearing.ts'
import type { ClientWorld } from '../world.ts'

/** A stream is read while it comes. */
export const lineCases: readonly Case<ClientWorld>[] = [
  {
    id: 'client/response/while-open',
    title: 'gives each event while the response goes on',
    clause: 'response.line-by-line',
    needs: ['events'],
    async run(world) {
      const { client, visit } = await begin(world)
      for (const data of ['a', 'b', 'c']) {
        visit.send(`data: ${data}\n\n`)
        equal((await client.next(`the event ${data}, before the end of the response,`)).data, data, 'the event')
      }
    },
  },
  {
    id: 'client/response/before-rest',
    title: 'gives an event although the next has begun',
    clause: 'response.line-by-line',
    needs: ['events'],
    async run(world) {
      const { client, visit } = await begin(world)
      visit.send('data: a\n\ndata: b')
      equal((await client.next('the event before one that has only begun')).data, 'a', 'the event')
      visit.send('c\n\n')
      equal((await client.next()).data, 'bc', 'the event after it')
    },
  },
  {
    id: 'client/response/line-by-line',
    title: 'gives an event whose lines come one by one',
    clause: 'response.line-by-line',
    needs: ['events'],
    async run(world) {
      const { client, visit } = await begin(world)
      const more = async (piece: string) => {
        visit.send(piece)
        await world.pass(20) // so that it comes alone
      }
      await more('data: a\n')
      await more('data: b\n')
      visit.send('\n')
      equal((await client.next()).data, 'a\nb', 'the event')
    },
  },
  {
    id: 'client/response/silence',
    title: 'reads on after a silence of seven seconds',
    clause: 'response.silence',
    needs: ['events'],
    lasts: 7000,
    async run(world) {
      const { client, visit } = await begin(world)
      visit.send('data: a\n\n')
      await client.next()
      await world.pass(7000)
      const { length } = world.origin.visits
      if (length > 1)
        throw new Violation('asks again although the stream goes on', { expected: 'one request', actual: `${length} requests` })
      visit.send('data: b\n\n')
      equal((await client.next('the event after the silence')).data, 'b', 'the event after the silence')
    },
  },
]
