import type { Case } from '../../case.ts'
import { equal } from '../../expect.ts'
import { begin } from '../hearing.ts'
import type { ClientWorld, Origin } from '../world.ts'
import { isFinal, isShown } from './final.ts'
import { notBefore, returnAfter } from './returning.ts'

/** The same world, whose own stream is asked for over HTTP/2. */
const over2 = (world: ClientWorld): ClientWorld & { readonly origin: Origin } => ({ ...world, origin: world.address('http2') })

/** A stream that breaks off once the client has told its event. */
const breaking = (slug: string, title: string, how: 'fin' | 'reset'): Case<ClientWorld> => ({
  id: `client/http2/${slug}`,
  title,
  clause: 'reconnect.broken-body',
  needs: ['events', 'http2', 'returns'],
  async run(world) {
    const { open, origin } = over2(world)
    const client = await open(origin.url)
    const visit = await origin.accept()
    visit.send('retry: 10\ndata: a\n\n')
    await client.next()
    visit.breakOff(how)
    await origin.accept('the return after the break')
  },
})

/** A stream may be one of several on a connection, and ends without it. */
export const http2Cases: readonly Case<ClientWorld>[] = [
  {
    id: 'client/http2/as-it-comes',
    title: 'tells each event of a stream over HTTP/2 as it comes',
    clause: 'response.line-by-line',
    needs: ['events', 'http2'],
    async run(world) {
      const { client, visit } = await begin(over2(world))
      for (const data of ['a', 'b', 'c']) await isShown(client, visit, data)
    },
  },
  {
    id: 'client/http2/split-character',
    title: 'reads a character that two DATA frames share',
    clause: 'stream.chunk-independent',
    needs: ['events', 'http2'],
    async run(world) {
      const { client, visit } = await begin(over2(world))
      visit.send(Uint8Array.of(0x64, 0x61, 0x74, 0x61, 0x3a, 0xe2, 0x98))
      await world.pass(20) // so that it comes alone
      visit.send(Uint8Array.of(0x83, 0x0a, 0x0a))
      equal((await client.next()).data, '☃', 'the data of the event')
    },
  },
  {
    id: 'client/http2/two-streams',
    title: 'reads two streams of one host at once over HTTP/2',
    clause: 'response.line-by-line',
    needs: ['events', 'http2'],
    async run(world) {
      const one = await begin(over2(world))
      const other = await begin(over2(world))
      for (const data of ['a', 'b', 'c']) {
        await isShown(one.client, one.visit, data)
        await isShown(other.client, other.visit, data)
      }
    },
  },
  {
    id: 'client/http2/end',
    title: 'comes back when a stream over HTTP/2 ends',
    clause: 'reconnect.end-of-body',
    needs: ['http2', 'returns'],
    async run(world) {
      await returnAfter(over2(world), 'retry: 10\ndata: a\n\n')
    },
  },
  breaking('reset', 'comes back when its stream is reset (RST_STREAM)', 'reset'),
  breaking('goaway', 'comes back when its HTTP/2 connection ends (GOAWAY)', 'fin'),
  {
    id: 'client/http2/not-too-early',
    title: 'waits the reconnection time after a stream over HTTP/2',
    clause: 'reconnect.delay',
    needs: ['http2', 'returns'],
    async run(world) {
      const { took } = await returnAfter(over2(world), `retry: ${world.longer}\n\ndata: a\n\n`)
      notBefore(took, world.longer)
    },
  },
  {
    id: 'client/http2/last-event-id',
    title: 'sends an ID beyond ASCII as UTF-8 over HTTP/2',
    clause: 'reconnect.last-event-id-utf8',
    needs: ['http2', 'returns'],
    async run(world) {
      const { next } = await returnAfter(over2(world), 'retry: 10\nid: é☃😀\ndata: a\n\n')
      equal(next.header('last-event-id') ?? null, 'é☃😀', 'the Last-Event-ID of the return')
    },
  },
  {
    id: 'client/http2/stop',
    title: 'stops at a 204 over HTTP/2',
    clause: 'response.stop-204',
    needs: ['http2'],
    run: (world) => isFinal(over2(world), 'a 204', (visit) => visit.answer(204)),
  },
  {
    id: 'client/http2/close',
    title: 'ends its own stream and no other when it is closed',
    clause: 'close.aborts',
    needs: ['http2', 'object'],
    async run(world) {
      const one = await begin(over2(world))
      const other = await begin(over2(world))
      await one.client.close()
      await one.visit.gone('the end of the stream after close()')
      await isShown(other.client, other.visit)
    },
  },
]
