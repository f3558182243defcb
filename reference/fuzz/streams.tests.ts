import { bytesOf } from '../../spec/vector.ts'
import { vectors } from '../../spec/vectors.ts'
import { oneIn, pick, type Random, several } from './random.tests.ts'

const utf8 = new TextEncoder()
const bom = '\ufeff'

const names = [
  ...['data', 'data', 'data', 'data', 'data', 'data', 'event', 'event', 'id', 'id', 'id', 'retry', 'retry'],
  ...['Data', 'DATA', ' data', 'data ', 'dat', 'data\t', 'data\0', 'dаta', 'ID', 'Id', 'id ', 'ids', 'event\0', 'Event', 'type', 'name'],
  ...['retry ', 'Retry', 'reconnect', `${bom}data`, `${bom}id`, 'foo', 'd-a_t.a', '\0'],
]
const separators = [': ', ': ', ': ', ': ', ':', ':', ':', ':  ', ':\t', ':\u00a0', '::', ' :', ' : ', '=', '']
const values = [
  ...['', '', 'x', 'x', 'y', 'a b', ' a', '  a', 'a ', '\ta', 'a\t', ':', 'a:b', 'data: x', ': ', '[DONE]', '{"a":1}', '[1]', '"q"', "'"],
  ...['é', 'e\u0301', 'ﬁ', '日本', '😀', '👩‍👩', '\u00a0', '\u00ad', '\u200b', '\ufffd', '\uffff', '\ufdd0', '\u{10ffff}', bom, `x${bom}y`],
  ...['\0', 'a\0b', '\0a', 'a\0', '\0\0', '%00', '\\0', '\\u0000', '%41', '&amp;', 'a\\nb', '\x7f', '\x1b[0m', 'ï»¿'],
  ...['\u2028', 'a\u2028b', 'a\u2029data: b', 'a\u0085b', 'a\vb', 'a\fb', '\x1c', '\x1e', '\b'],
  ...[
    '0',
    '7',
    '007',
    '010',
    '02000',
    '10',
    '4321',
    '5000',
    '70000',
    '99999999999',
    '9'.repeat(17),
    '9'.repeat(400),
    '0'.repeat(30),
    '4294967297',
  ],
  ...[
    '+1',
    '-1',
    '-0',
    '1.5',
    '1e3',
    '0x10',
    '1_000',
    '1 000',
    '1,000',
    '5000ms',
    'x5',
    '١٢',
    '１２',
    '²',
    ' 5',
    '5 ',
    '\t5',
    'NaN',
    'Infinity',
  ],
  ...[
    'message',
    'Message',
    'open',
    'error',
    'close',
    'ping',
    'constructor',
    '__proto__',
    'null',
    'undefined',
    'false',
    'a.b',
    'a-b',
    'a/b',
    'A',
  ],
]
/** Bytes that are no UTF-8, or only the beginning of some. */
const broken = [
  ...[[0xe2, 0x82], [0xe2, 0x80], [0xf0, 0x9f], [0xf0, 0x9f, 0x98], [0xff], [0xfe, 0xff], [0xc0, 0x80], [0xc1, 0xbf], [0xef, 0xbb], [0xef]],
  ...[[0xed, 0xa0, 0x80], [0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80], [0xbf], [0x80, 0x80], [0xc3], [0xe0, 0x80, 0x80], [0xf4, 0x90, 0x80, 0x80]],
  ...[[0xf5, 0x80], [0xf8, 0x88, 0x80, 0x80, 0x80], [0xe9], [0xc2, 0xc2], [0xe2, 0x28, 0xa1], [0xf0, 0x90, 0x28, 0xbc], [0xbb, 0xbf]],
].map((bytes) => Uint8Array.from(bytes))
const lineEnds = ['\n', '\r', '\r\n']
const tokens = [...names.slice(0, 13), ...values, ':', ':', ': ', ' ', '\n', '\n', '\r', '\r', '\r\n', '\r\n', '\n\n', '\r\r', bom, bom]
/** What a stream may be made of by changing a byte of it. */
const telling = [0x0a, 0x0d, 0x3a, 0x20, 0x00, 0x09, 0x0b, 0x0c, 0x30, 0x78, 0x80, 0x85, 0xa8, 0xbb, 0xbf, 0xc2, 0xe2, 0xef, 0xf0, 0xff]

type Piece = string | Uint8Array

const joined = (pieces: readonly Piece[]): Uint8Array =>
  new Uint8Array(Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? utf8.encode(piece) : piece))))

const anyText = (random: Random) =>
  several(random, 1, 40, () => String.fromCodePoint(oneIn(random, 4) ? 0xa0 + random(0x3000) : 0x20 + random(0x5f))).join('')

const value = (random: Random): Piece => {
  if (oneIn(random, 24)) return pick(random, broken)
  if (oneIn(random, 200)) return 'long '.repeat(190 + random(100))
  return oneIn(random, 5) ? anyText(random) : pick(random, values)
}

/** Any tokens in any order. */
const soup = (random: Random): Uint8Array =>
  joined(several(random, 1, oneIn(random, 10) ? 200 : 24, () => (oneIn(random, 12) ? pick(random, broken) : pick(random, tokens))))

/** A line without its end. */
const line = (random: Random): readonly Piece[] => {
  const before = oneIn(random, 60) ? [bom] : []
  if (oneIn(random, 8)) return [...before, ':', value(random)]
  const isBare = oneIn(random, 10)
  return [...before, pick(random, names), ...(isBare ? [] : [pick(random, separators), value(random)])]
}

/** Blocks of fields and comments, as servers write them and as they do not, with line ends of one kind or of all. */
const blocks = (random: Random): Uint8Array => {
  const ends = oneIn(random, 3) ? lineEnds : [pick(random, lineEnds)]
  const lines = (most: number) => several(random, 0, most, () => [...line(random), pick(random, ends)]).flat()
  const block = () => [...lines(6), pick(random, ends)]
  const start = oneIn(random, 6) ? several(random, 1, 2, () => bom) : []
  const unfinished = oneIn(random, 3) ? [...lines(3), ...line(random)] : []
  return joined([...start, ...several(random, 1, oneIn(random, 20) ? 40 : 4, block).flat(), ...unfinished])
}

/** More than what buffers of a fixed size and careless counters hold: one long line, or hundreds of short events. */
const large = (random: Random): Uint8Array => {
  const end = pick(random, lineEnds)
  if (oneIn(random, 2)) return joined(['data: ', 'x'.repeat(65_000 + random(3000)), end, 'data: y', end, '\n', blocks(random)])
  return joined(several(random, 90, 300, () => ['data', pick(random, separators), pick(random, values), end, end]).flat())
}

const known = vectors.map(bytesOf).filter(({ length }) => length < 2000)

/** The beginning of one vector and the end of another. */
const spliced = (random: Random): Uint8Array => {
  const [one, other] = [pick(random, known), pick(random, known)]
  return joined([one.subarray(0, random(one.length + 1)), other.subarray(random(other.length + 1))])
}

type Change = (random: Random, bytes: Uint8Array, at: number) => readonly Uint8Array[]
const between = (bytes: Uint8Array, at: number, cut: number, ...inserted: readonly Uint8Array[]) => [
  bytes.subarray(0, at),
  ...inserted,
  bytes.subarray(at + cut),
]
const changes: readonly Change[] = [
  (random, bytes, at) => between(bytes, at, 1, Uint8Array.of((bytes[at] ?? 0) ^ (1 << random(8)))),
  (random, bytes, at) => between(bytes, at, 1, Uint8Array.of(pick(random, telling))),
  (random, bytes, at) => between(bytes, at, 0, Uint8Array.of(pick(random, telling))),
  (random, bytes, at) => between(bytes, at, 0, pick(random, broken)),
  (random, bytes, at) => between(bytes, at, 1 + random(3)),
  (random, bytes, at) => between(bytes, at, 0, bytes.subarray(at, at + 1 + random(12))),
  (_, bytes, at) => [bytes.subarray(0, at)],
]

/** A stream with a few bytes flipped, put in, taken out or doubled. */
const changed = (random: Random, stream: Uint8Array): Uint8Array =>
  several(random, 1, 4, () => pick(random, changes)).reduce(
    (bytes, change) => joined(change(random, bytes, random(bytes.length + 1))),
    stream,
  )

/** A stream such as readers meet, such as nobody writes, or something between the two. */
export const randomStream = (random: Random): Uint8Array => {
  if (oneIn(random, 400)) return large(random)
  const stream = pick(random, [soup, blocks, blocks, spliced])(random)
  return oneIn(random, 3) ? changed(random, stream) : stream
}
