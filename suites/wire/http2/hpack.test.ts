import t from 'tap'
import { createFieldDecoder } from './decode-fields.ts'
import { encodeFields } from './encode-fields.ts'
import { largestWindow } from './frames.ts'
import { decodeHuffman } from './huffman.ts'
import { codeLengths } from './huffman-table.ts'
import { speakHttp2 } from './speak.ts'
import { get, keep, never, toNode } from './two-ends.tests.ts'

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex')

// RFC 7541, appendix C.6; the size of its table, 256, is set ahead of the first block.
const examples = [
  {
    block: '3fe101 4882640258 85aec3771a4b 6196d07abe941054d444a8200595040b8166e082a62d1bff 6e919d29ad171863c78f0b97c8e9ae82ae43d3',
    fields: [
      [':status', '302'],
      ['cache-control', 'private'],
      ['date', 'Mon, 21 Oct 2013 20:13:21 GMT'],
      ['location', 'https://www.example.com'],
    ],
  },
  {
    block: '4883640eff c1 c0 bf',
    fields: [
      [':status', '307'],
      ['cache-control', 'private'],
      ['date', 'Mon, 21 Oct 2013 20:13:21 GMT'],
      ['location', 'https://www.example.com'],
    ],
  },
  {
    block:
      '88 c1 6196d07abe941054d444a8200595040b8166e084a62d1bff c0 5a839bd9ab 77ad94e7821dd7f2e6c7b335dfdfcd5b3960d5af27087f3672c1ab270fb5291f9587316065c003ed4ee5b1063d5007',
    fields: [
      [':status', '200'],
      ['cache-control', 'private'],
      ['date', 'Mon, 21 Oct 2013 20:13:22 GMT'],
      ['location', 'https://www.example.com'],
      ['content-encoding', 'gzip'],
      ['set-cookie', 'foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1'],
    ],
  },
]

t.test('the responses of RFC 7541 are decoded, one after the other', async (t) => {
  const decode = createFieldDecoder(largestWindow)
  for (const { block, fields } of examples) t.same(decode(hex(block)), fields)
})

t.test('an entry that was evicted is gone', async (t) => {
  const decode = createFieldDecoder(largestWindow)
  for (const { block } of examples) decode(hex(block))
  t.throws(() => decode(hex('c1')), /entry 65/)
})

t.test('a field larger than the table empties it', async (t) => {
  const decode = createFieldDecoder(largestWindow)
  decode(hex('40 01 61 01 62'))
  t.same(decode(hex('be')), [['a', 'b']])
  decode(Buffer.concat([hex('40 01 61 7f e1 1f'), Buffer.alloc(127 + 0x61 + 0x1f * 128 - 127 + 127)]))
  t.throws(() => decode(hex('be')), /entry 62/)
})

t.test('a table of size 0 keeps nothing', async (t) => {
  const decode = createFieldDecoder(largestWindow)
  decode(hex('20 40 01 61 01 62'))
  t.throws(() => decode(hex('be')), /entry 62/)
})

t.test('what is encoded is decoded, at each length of a length', async (t) => {
  for (const size of [0, 1, 126, 127, 128, 254, 255, 16_510, 16_511, 70_000]) {
    const fields = [
      [':status', '200'],
      ['x', 'a\xff'.repeat(size).slice(0, size)],
    ] as const
    t.same(createFieldDecoder(largestWindow)(encodeFields(fields)), fields)
  }
})

// RFC 7541, appendix B: the first and the last code of some lengths.
for (const [byte, coded] of [
  [0x30, '07'],
  [0x20, '53'],
  [0x00, 'ffc7'],
  [0x5c, 'fffe1f'],
  [0x01, 'ffffb1'],
  [0xf9, 'ffffffef'],
  [0xff, 'fffffbbf'],
  [0x0a, 'fffffff3'],
  [0x16, 'fffffffb'],
] as const) {
  t.test(`the Huffman code ${coded} is byte 0x${byte.toString(16)}`, async (t) => t.same([...decodeHuffman(hex(coded))], [byte]))
}

t.test('the Huffman codes fill the tree', async (t) => {
  t.equal(codeLengths.length, 257)
  t.equal(
    codeLengths.reduce((sum, length) => sum + 2 ** -length, 0),
    1,
  )
})

t.test('what the server of Node packs is unpacked', async (t) => {
  const values = Object.fromEntries(
    Array.from({ length: 60 }, (_, index) => [`x-${'abc'.repeat(index % 20)}`, `a${index}~[{^}]`.repeat(index)]),
  )
  const socket = await toNode(t, (stream) => stream.respond({ ...values, 'x-latin': 'caf\xe9' }, { endStream: true }))
  const { listener, heads } = keep()
  await speakHttp2(socket, get, listener, never)
  t.match(Object.fromEntries(heads[0]?.fields ?? []), { ...values, 'x-latin': 'caf\xe9' })
})
