import { isDeepStrictEqual } from 'node:util'
import t from 'tap'
import { bytesOf } from '../../spec/vector.ts'
import { vectors } from '../../spec/vectors.ts'
import type { LintedLine } from './line.ts'
import { createLinter, lint } from './linter.ts'

const utf8 = new TextEncoder()
const read = (stream: string) => lint(utf8.encode(stream)).map(({ bytes, reading }) => [Buffer.from(bytes).toString(), reading])

/** What is said of a stream that comes in these pieces. */
const inPieces = (pieces: readonly Uint8Array[]): readonly LintedLine[] => {
  const lines: LintedLine[] = []
  const linter = createLinter((line) => lines.push(line))
  for (const piece of pieces) linter.push(piece)
  linter.end()
  return lines
}

t.test('every kind of line has its reading', async (t) => {
  t.same(read(': x\nevent: e\r\ndata: a\rid: 1\nid: 1\0\nretry: 5\nretry: x\nfoo: bar\n\n\n'), [
    [': x\n', 'comment: ignored'],
    ['event: e\r\n', 'event type buffer is now "e"'],
    ['data: a\r', 'data buffer gains "a" and an LF'],
    ['id: 1\n', 'last event ID buffer is now "1"'],
    ['id: 1\0\n', 'id with U+0000: ignored'],
    ['retry: 5\n', 'reconnection time is now 5 ms'],
    ['retry: x\n', 'retry is not all ASCII digits: ignored'],
    ['foo: bar\n', 'unknown field "foo": ignored'],
    ['\n', 'dispatches "e", data "a", last event ID "1"'],
    ['\n', 'blank line: nothing to dispatch'],
  ])
})

t.test('an ID without an event, and what the end throws away', async (t) => {
  t.same(read('id: 1\n\ndata: a\nda'), [
    ['id: 1\n', 'last event ID buffer is now "1"'],
    ['\n', 'no data: only commits the ID "1"'],
    ['data: a\n', 'data buffer gains "a" and an LF'],
    ['da', 'no line end: never processed'],
    ['', 'end of the stream: the unfinished block is thrown away'],
  ])
})

t.test('a byte order mark alone is a whole stream', async (t) => {
  t.same(lint(utf8.encode('\ufeff')), [
    { bytes: utf8.encode('\ufeff'), offset: 0, number: 1, reading: 'byte order mark: taken off', remarks: [] },
  ])
})

t.test('no byte of a stream is left out, and each line says where it is', async (t) => {
  for (const vector of vectors) {
    const stream = bytesOf(vector)
    const lines = lint(stream)
    t.same(Buffer.concat(lines.map(({ bytes }) => bytes)), Buffer.from(stream), vector.id)
    const isElsewhere = ({ bytes, offset, number }: LintedLine, index: number) =>
      number !== index + 1 || Buffer.compare(bytes, stream.subarray(offset, offset + bytes.length)) !== 0
    t.same(lines.filter(isElsewhere), [], vector.id)
  }
})

t.test('the lines are the same whatever the pieces', async (t) => {
  for (const vector of vectors.filter((one) => bytesOf(one).length <= 4096)) {
    const stream = bytesOf(vector)
    const whole = lint(stream)
    t.same(inPieces(Array.from(stream, (byte) => Uint8Array.of(byte))), whole, `${vector.id}, byte by byte`)
    const cuts = Array.from({ length: Math.min(stream.length, 64) }, (_, cut) => cut)
    t.same(
      cuts.filter((cut) => !isDeepStrictEqual(inPieces([stream.subarray(0, cut), stream.subarray(cut)]), whole)),
      [],
      vector.id,
    )
  }
})

t.test('a line is told when its end is there', async (t) => {
  const told: number[] = []
  const linter = createLinter(({ number }) => told.push(number))
  linter.push(utf8.encode('data: a'))
  t.same(told, [])
  linter.push(utf8.encode('\ndata: b'))
  t.same(told, [1])
})

t.test('a line keeps its bytes when the piece they came in changes', async (t) => {
  const lines: LintedLine[] = []
  const linter = createLinter((line) => lines.push(line))
  const piece = utf8.encode('data: a\n')
  linter.push(piece)
  piece.fill(0)
  t.equal(Buffer.from(lines[0]?.bytes ?? []).toString(), 'data: a\n')
})

t.test('a line carries what it dispatches and sets', async (t) => {
  const effects = lint(utf8.encode('retry: 5\nid: 1\ndata: a\n\ndata: b\n\n')).map(({ event, retry, lastEventId }) => ({
    event,
    retry,
    lastEventId,
  }))
  t.match(effects, [
    { retry: 5 },
    {},
    {},
    { event: { type: 'message', data: 'a', lastEventId: '1' }, lastEventId: '1' },
    {},
    { event: { data: 'b', lastEventId: '1' }, lastEventId: undefined },
  ])
})

t.test('stopping early blames nothing on the stream', async (t) => {
  const lines: LintedLine[] = []
  const linter = createLinter((line) => lines.push(line))
  linter.push(Buffer.from('data: a\rdata: \xe2', 'latin1'))
  linter.stop()
  t.same(
    lines.map(({ reading, remarks }) => [reading, remarks]),
    [
      ['data buffer gains "a" and an LF', []],
      ['reading stopped within this line', []],
    ],
  )
})

t.test('a line and the data of an event beyond their limits are errors', async (t) => {
  const linter = () => createLinter(() => {}, { line: 20, event: 10 })
  t.throws(() => linter().push(utf8.encode(`data: ${'x'.repeat(20)}`)), { name: 'LimitError', code: 'line-too-long' })
  t.throws(() => linter().push(utf8.encode('data: 123456\ndata: 123456\n')), { name: 'LimitError', code: 'event-too-long' })
})
