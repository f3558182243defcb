import t from 'tap'
import { bytesOf } from '../../spec/vector.ts'
import { vectors } from '../../spec/vectors.ts'
import { annotate } from './annotate.ts'

const utf8 = new TextEncoder()
const read = (stream: string) => annotate(utf8.encode(stream)).map(({ bytes, reading }) => [Buffer.from(bytes).toString(), reading])

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

t.test('no byte of a stream is left out', async (t) => {
  for (const vector of vectors) {
    const lines = annotate(bytesOf(vector)).map(({ bytes }) => Buffer.from(bytes))
    t.same(Buffer.concat(lines), Buffer.from(bytesOf(vector)), vector.id)
  }
})
