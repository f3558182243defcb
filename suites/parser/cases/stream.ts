import type { Case } from '../../case.ts'
import { equal } from '../../expect.ts'
import type { ParserWorld } from '../world.ts'

const utf8 = new TextEncoder()
const push = (stream: number, text: string) => ({ stream, push: utf8.encode(text) })
const until = (stream: number, lines: number) => ({ stream, until: lines })
const end = (stream: number) => ({ stream, end: true }) as const
const message = (data: string) => ({ stream: [`data: ${data}\n\n`] })

/** What a stream is as a whole: its start, its pace, its size. */
export const streamCases: readonly Case<ParserWorld>[] = [
  {
    id: 'parser/stream/starts-empty',
    title: 'starts each stream with empty buffers, whatever came before',
    clause: 'stream.fresh-state',
    needs: ['pieces'],
    async run({ play, meaningOf }) {
      const [, second] = await play([
        push(0, 'id: 1\nevent: a\ndata: a\n\nid: 2\nevent: b\ndata: unfinished\nda'),
        end(0),
        push(1, 'data: b\n\n'),
        end(1),
      ])
      equal(second?.reading ?? null, meaningOf(message('b')), 'the second stream')
    },
  },
  {
    id: 'parser/stream/keeps-streams-apart',
    title: 'keeps two streams that are read at the same time apart',
    clause: 'stream.fresh-state',
    needs: ['pieces'],
    async run({ play }) {
      const first = [push(0, 'data: a'), push(0, '\n\n'), end(0)] as const
      const second = [push(1, 'event: b\nid: 2\ndata: b\n'), push(1, '\n'), end(1)] as const
      const apart = [...(await play(first)), ...(await play(second))]
      const mixed = await play([first[0], second[0], first[1], second[1], first[2], second[2]])
      equal(
        mixed.map(({ reading }) => reading),
        apart.map(({ reading }) => reading),
        'the two streams',
      )
    },
  },
  {
    id: 'parser/stream/delivers-at-blank-line',
    title: 'delivers an event when its blank line has arrived',
    clause: 'stream.prompt',
    needs: ['pieces'],
    async run({ play }) {
      const [stream] = await play([push(0, 'data: a\n\n'), until(0, 1), push(0, 'data: b\n\n'), until(0, 2), push(0, ': end\n'), end(0)])
      equal(stream?.deliveredAfter ?? [], [1, 2], 'the pieces after which the events are delivered')
    },
  },
  {
    id: 'parser/line/ends-at-cr-at-once',
    title: 'delivers an event at the CR that may still become CRLF',
    clause: 'line.cr-at-once',
    needs: ['pieces'],
    async run({ play }) {
      const [stream] = await play([push(0, 'data: a\r\r'), until(0, 1), push(0, 'data: b\r\r'), until(0, 2), push(0, ': end\r'), end(0)])
      equal(stream?.deliveredAfter ?? [], [1, 2], 'the pieces after which the events are delivered')
    },
  },
  {
    id: 'parser/stream/carries-a-megabyte',
    title: 'carries a line of 1 MiB that comes in pieces of 4 KiB',
    clause: 'stream.long-lines',
    async run({ replayPieces }) {
      const piece = utf8.encode('x'.repeat(4096))
      const { events } = await replayPieces([utf8.encode('data: '), ...Array.from({ length: 256 }, () => piece), utf8.encode('\n\n')])
      equal(
        events.map(({ data }) => String(data).length),
        [1024 ** 2],
        'the length of the data of each event',
      )
    },
  },
  {
    id: 'parser/stream/carries-ten-megabytes',
    title: 'carries a line of 10 MiB that comes in two pieces',
    clause: 'stream.long-lines',
    async run({ replayPieces }) {
      const half = 'x'.repeat(5 * 1024 ** 2)
      const { events } = await replayPieces([utf8.encode(`data: ${half}`), utf8.encode(`${half}\n\n`)])
      equal(
        events.map(({ data }) => String(data).length),
        [10 * 1024 ** 2],
        'the length of the data of each event',
      )
    },
  },
  {
    id: 'parser/stream/carries-many-lines',
    title: 'carries a block of 20,000 lines',
    clause: 'stream.long-lines',
    async run({ replayPieces }) {
      const lines = Array.from({ length: 20_000 }, (_, index) => `${index}`)
      const { events } = await replayPieces([utf8.encode(`data: ${lines.join('\ndata: ')}\n\n`)])
      equal(
        events.map(({ data }) => String(data).split('\n').length),
        [20_000],
        'the number of lines in the data of each event',
      )
    },
  },
  {
    id: 'parser/stream/carries-many-events',
    title: 'dispatches every one of 1,000 events',
    clause: 'dispatch.blank-line',
    async run({ replayPieces }) {
      const data = Array.from({ length: 1000 }, (_, index) => `${index}`)
      const { events } = await replayPieces([utf8.encode(data.map((value) => `data: ${value}\n\n`).join(''))])
      equal(events.map((event) => `${event.data}`).join(' '), data.join(' '), 'the data of all events')
    },
  },
]
