import type { Case } from '../../case.ts'
import { equal } from '../../expect.ts'
import type { ClientWorld } from '../world.ts'
import { showsNothing } from './final.ts'
import { triesOrTells } from './returning.ts'

const megabyte = 1024 ** 2

const unheard = 'nobody listens'

/** As many events, of which one is listened for. */
const thousand = (data: string): string => `${`event: unheard\ndata: ${unheard}\n\n`.repeat(999)}data: ${data}\n\n`

/** Every kind of line end, and characters of two, three and four bytes. */
const oneByOne = 'data: é☃\r\ndata: 😀\r\r\n'

/** Streams that are large in one way or another. */
export const limitCases: readonly Case<ClientWorld>[] = [
  {
    id: 'client/limits/ten-megabytes',
    title: 'reads an event of 10 MB over a socket',
    clause: 'stream.long-lines',
    needs: ['events'],
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
    needs: ['events'],
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
    needs: ['events'],
    async run({ open, origin }) {
      const client = await open(origin.url)
      const visit = await origin.accept()
      visit.send(Array.from({ length: 1000 }, (_, index) => `data: ${index}\n\n`).join(''))
      await client.until('the last of 1,000 events', (told) => told.kind === 'event' && told.data === '999')
      equal(client.told.filter(({ kind }) => kind === 'event').length, 1000, 'the number of events')
    },
  },
  {
    id: 'client/limits/million-events',
    title: 'gets through a million events, and tells each that is listened for',
    clause: 'message.order',
    needs: ['events', 'bulk'],
    async run({ open, origin }) {
      const client = await open(origin.url, {}, (told) => told.kind === 'event' && told.data === unheard)
      const visit = await origin.accept()
      for (let sent = 0; sent < 1000; sent += 1) visit.send(thousand(`${sent}`))
      for (let sent = 0; sent < 1000; sent += 1)
        equal((await client.next(`message ${sent + 1} of 1000`)).data, `${sent}`, 'the next message')
    },
  },
  {
    id: 'client/limits/endless-line',
    title: 'gets over a line of 32 MB that never ends',
    clause: 'mime.flood',
    needs: ['returns'],
    async run(world) {
      const client = await world.open(world.origin.url)
      const visit = await world.origin.accept()
      visit.send('retry: 10\ndata: ')
      for (let sent = 0; sent < 32; sent += 1) visit.send('x'.repeat(megabyte))
      visit.end()
      await triesOrTells(world.origin.accept('the return after a line that never ends, or word of it,'), client, world)
      showsNothing(client, 'a line that never ends')
    },
  },
  {
    id: 'client/limits/byte-by-byte',
    title: 'reads a stream of 10,000 chunks of one byte each',
    clause: 'stream.chunk-independent',
    needs: ['events'],
    async run({ open, origin, pass }) {
      const client = await open(origin.url)
      const visit = await origin.accept()
      const bytes = Buffer.from(oneByOne.repeat(400))
      for (const byte of bytes) {
        visit.send(Uint8Array.of(byte))
        await pass(0)
      }
      for (let told = 0; told < 400; told += 1) {
        const { data } = await client.next(`event ${told + 1} of 400`)
        equal(data, 'é☃\n😀', 'the data of the event')
      }
    },
  },
  {
    id: 'client/limits/many-events',
    title: 'tells every one of 20,000 events, in their order',
    clause: 'message.order',
    needs: ['events'],
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
