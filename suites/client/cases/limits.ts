import type { Case } from '../../case.ts'
import { equal } from '../../expect.ts'
import type { ClientWorld } from '../world.ts'

const megabyte = 1024 ** 2

/** Streams that are large in one way or another. */
export const limitCases: readonly Case<ClientWorld>[] = [
  {
    id: 'client/limits/ten-megabytes',
    title: 'reads an event of 10 MB over a socket',
    clause: 'stream.long-lines',
    async run({ open, origin }) {
      const client = await open(origin.url)
      const visit = await origin.accept()
      visit.send('data: ')
      for (let sent = 0; sent < 10; sent += 1) visit.send('x'.repeat(megabyte))
      visit.send('\n\n')
      equal((await client.next('the event of 10 MB')).data.length, 10 * megabyte, 'the length of the data')
    },
  },
  {
    id: 'client/limits/many-lines',
    title: 'reads an event of 20,000 lines over a socket',
    clause: 'stream.long-lines',
    async run({ open, origin }) {
      const client = await open(origin.url)
      ;(await origin.accept()).send(`${'data: x\n'.repeat(20_000)}\n`)
      equal((await client.next('the event of 20,000 lines')).data.split('\n').length, 20_000, 'the number of lines')
    },
  },
  {
    id: 'client/limits/thousand-events',
    title: 'tells every one of 1,000 events over a socket',
    clause: 'dispatch.blank-line',
    async run({ open, origin }) {
      const client = await open(origin.url)
      const visit = await origin.accept()
      visit.send(Array.from({ length: 1000 }, (_, index) => `data: ${index}\n\n`).join(''))
      await client.until('the last of 1,000 events', (told) => told.kind === 'event' && told.data === '999')
      equal(client.told.filter(({ kind }) => kind === 'event').length, 1000, 'the number of events')
    },
  },
  {
    id: 'client/limits/many-events',
    title: 'tells every one of 20,000 events, in their order',
    clause: 'message.order',
    async run({ open, origin }) {
      const client = await open(origin.url)
      const visit = await origin.accept()
      const data = Array.from({ length: 20_000 }, (_, index) => `${index}`)
      visit.send(data.map((value) => `data: ${value}\n\n`).join(''))
      // Step by step: one who tells each event in a request of its own takes its time, and is not silent.
      for (let last = 999; last < 20_000; last += 1000)
        await client.until(`event ${last + 1} of 20,000`, (told) => told.kind === 'event' && told.data === `${last}`)
      const told = client.told.flatMap((one) => (one.kind === 'event' ? [one.data] : []))
      equal(
        [told.length, told.every((value, index) => value === data[index])],
        [20_000, true],
        'the number of events, and whether they are in order',
      )
    },
  },
]
