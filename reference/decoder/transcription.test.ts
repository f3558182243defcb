import t from 'tap'
import type { Decoded, ServerSentEvent } from '../../spec/event.ts'
import { createDecoder } from './decoder.ts'

/** HTML 9.2.6 once more, as naively as can be and on its own: the whole text at once, no state machine. */
const transcribe = (bytes: Uint8Array): Decoded => {
  const text = new TextDecoder().decode(bytes)
  const lines = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').split('\n').slice(0, -1)
  const events: ServerSentEvent[] = []
  let [data, type, idBuffer, lastEventId] = ['', '', '', '']
  let retry: number | null = null
  for (const line of lines) {
    const [, name, value = ''] = /^([^:]*)(?:: ?(.*))?$/su.exec(line) ?? []
    if (line === '') {
      lastEventId = idBuffer
      if (data !== '') events.push({ type: type || 'message', data: data.slice(0, -1), lastEventId })
      data = ''
      type = ''
    } else if (name === 'data') data += `${value}\n`
    else if (name === 'event') type = value
    else if (name === 'id' && !value.includes('\0')) idBuffer = value
    else if (name === 'retry' && /^[0-9]+$/.test(value)) retry = Number.parseInt(value, 10)
  }
  return { events, lastEventId, retry }
}

const parts = [
  'data',
  'event',
  'id',
  'retry',
  ':',
  ': ',
  ' ',
  '\n',
  '\r',
  '\r\n',
  '\n\n',
  'x',
  '7',
  '0',
  '\0',
  '\ufeff',
  'é',
  '😀',
  '\u2028',
  '\t',
]
const broken = [[0xe2, 0x82], [0xf0, 0x9f], [0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xef, 0xbb], [0xbf]]
const utf8 = new TextEncoder()

/** Numbers below `bound`, the same for the same seed. */
const createRandom = (seed: number) => (bound: number) => {
  seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0
  return (seed >>> 8) % bound
}

const randomStream = (random: (bound: number) => number): Uint8Array => {
  const pieces = Array.from({ length: 1 + random(24) }, () =>
    random(12) === 0 ? (broken[random(broken.length)] as number[]) : [...utf8.encode(parts[random(parts.length)])],
  )
  return Uint8Array.from(pieces.flat())
}

const decodeInPieces = (bytes: Uint8Array, random: (bound: number) => number): Decoded => {
  const events: ServerSentEvent[] = []
  let lastEventId = ''
  let retry: number | null = null
  const decoder = createDecoder({
    onEvent: (event) => events.push(event),
    onId: (id) => {
      lastEventId = id
    },
    onRetry: (milliseconds) => {
      retry = milliseconds
    },
  })
  for (let from = 0; from < bytes.length; ) {
    const to = from + 1 + random(8)
    decoder.push(bytes.subarray(from, to))
    from = to
  }
  decoder.end()
  return { events, lastEventId, retry }
}

t.test('20,000 random streams in random pieces mean what a naive transcription says', async (t) => {
  const random = createRandom(20_261_122)
  const differing = Array.from({ length: 20_000 }, () => randomStream(random)).filter(
    (bytes) => JSON.stringify(decodeInPieces(bytes, random)) !== JSON.stringify(transcribe(bytes)),
  )
  t.same(
    differing.map((bytes) => Buffer.from(bytes).toString('latin1')),
    [],
  )
})
