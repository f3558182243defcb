import type { Case } from '../../case.ts'
import { equal } from '../../expect.ts'
import type { ClientWorld, Fields, Visit } from '../world.ts'

const ending = (slug: string, title: string, act: (visit: Visit) => void): Case<ClientWorld> => ({
  id: `client/reconnect/${slug}`,
  title,
  clause: 'reconnect.end-of-body',
  async run({ open, origin }) {
    await open(origin.url)
    act(await origin.accept())
    await origin.accept('the return after the end of the body')
  },
})

/** Some clients take whatever end there is for a whole body where the connection was to be closed anyway. */
const kept: Fields = [['Connection', 'keep-alive']]

/** A stream, and then a break that comes once the client has told its event. */
const breaking = (slug: string, title: string, fields: Fields, act: (visit: Visit) => void): Case<ClientWorld> => ({
  id: `client/reconnect/${slug}`,
  title,
  clause: 'reconnect.broken-body',
  needs: ['events', 'returns'],
  async run({ open, origin }) {
    const client = await open(origin.url)
    const visit = await origin.accept()
    visit.start([...kept, ...fields])
    visit.send('retry: 10\ndata: a\n\n')
    await client.next()
    act(visit)
    await origin.accept('the return after the break')
  },
})

/** That a client comes back, whatever ends its stream. */
export const reconnectingCases: readonly Case<ClientWorld>[] = [
  ending('after-an-event', 'comes back when a stream with an event ends', (visit) => {
    visit.send('data: a\n\n')
    visit.end()
  }),
  ending('after-nothing', 'comes back when a stream ends that has brought nothing', (visit) => {
    visit.start()
    visit.end()
  }),
  ending('after-a-comment', 'comes back when a stream ends that has brought a comment', (visit) => {
    visit.send(': hello\n\n')
    visit.end()
  }),
  ending('after-half-a-block', 'comes back when a stream ends within a block', (visit) => {
    visit.send('data: a\n\ndata: b\n')
    visit.end()
  }),
  ending('after-half-a-line', 'comes back when a stream ends within a line', (visit) => {
    visit.send('data: a\n\nda')
    visit.end()
  }),
  ending('after-half-a-character', 'comes back when a stream ends within a character', (visit) => {
    visit.send(Uint8Array.of(0x64, 0x61, 0x74, 0x61, 0x3a, 0xe2, 0x82))
    visit.end()
  }),
  ending('content-length', 'comes back when a body with Content-Length is complete', (visit) => {
    visit.start([['Content-Length', '9']])
    visit.send('data: a\n\n')
    visit.end()
  }),
  ending('connection-end', 'comes back when a body that lasts until the connection ends', (visit) => {
    visit.raw('HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\ndata: a\n\n')
    visit.end()
  }),
  breaking('reset', 'comes back when the connection is reset', [], (visit) => visit.breakOff('reset')),
  breaking('truncated-chunk', 'comes back when the connection ends within a chunk', [], (visit) => visit.breakOff('fin')),
  breaking('short-body', 'comes back when a body is shorter than its Content-Length', [['Content-Length', '1000']], (visit) => visit.end()),
  {
    id: 'client/reconnect/again-and-again',
    title: 'comes back after each of six streams',
    clause: 'reconnect.every-time',
    needs: ['events', 'returns'],
    async run({ open, origin }) {
      const client = await open(origin.url)
      for (const data of ['1', '2', '3', '4', '5', '6']) {
        const visit = await origin.accept(`request ${data}`)
        visit.send(`retry: 10\ndata: ${data}\n\n`)
        equal((await client.next(`the event of stream ${data}`)).data, data, 'the data of the event')
        visit.end()
      }
      await origin.accept('the return after the sixth stream')
    },
  },
  {
    id: 'client/reconnect/again-after-breaks',
    title: 'comes back after each of four connections that break off',
    clause: 'reconnect.every-time',
    needs: ['events', 'returns'],
    async run({ open, origin }) {
      const client = await open(origin.url)
      for (const data of ['1', '2', '3', '4']) {
        const visit = await origin.accept(`request ${data}`)
        visit.start(kept)
        visit.send(`retry: 10\ndata: ${data}\n\n`)
        await client.next(`the event of stream ${data}`)
        visit.breakOff('fin')
      }
      await origin.accept('the return after the fourth break')
    },
  },
]
