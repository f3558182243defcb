import fc from 'fast-check'
import t from 'tap'
import type { WireLine } from '../../spec/verdict.ts'
import { quoteWords } from '../targets/shell.ts'
import { createRedactor } from './redact.ts'

const html = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;')
const json = (text: string) => JSON.stringify(text).slice(1, -1)
const lowerPercent = (text: string) => encodeURIComponent(text).replace(/%../g, (code) => code.toLowerCase())

/** Texts that carry a text, whole. */
const encodings: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  json,
  'json in json': (text) => json(json(text)),
  'json without slashes': (text) => json(text).replaceAll('/', '\\/'),
  html,
  'percent-encoding': encodeURIComponent,
  'percent-encoding in lower case': lowerPercent,
  'a form': (text) => new URLSearchParams({ a: text }).toString(),
  'a shell word': (text) => quoteWords([text]),
  base64: (text) => Buffer.from(text).toString('base64'),
  base64url: (text) => Buffer.from(text).toString('base64url'),
  hex: (text) => Buffer.from(text).toString('hex'),
  'hex in capitals': (text) => Buffer.from(text).toString('hex').toUpperCase(),
  'UTF-8 read as Latin-1': (text) => Buffer.from(text).toString('latin1'),
}

const secrets = fc.oneof(
  fc.string({ minLength: 6, maxLength: 40 }),
  fc.string({ minLength: 6, maxLength: 20, unit: 'grapheme' }),
  fc.base64String({ minLength: 8, maxLength: 60 }),
)
/** Digits that no secret holds two of in a row, so that what stands around one stays to be seen. */
const around = fc.string({ unit: fc.constantFrom('\u2400', '\u2401', '\u2402'), maxLength: 20 })
const usable = (secret: string) => !/\u2400|\u2401|\u2402/.test(secret) && !'[redacted]'.includes(secret)
const holds = (text: string, secret: string) => text.replaceAll('[redacted]', '\u0000').includes(secret)

for (const [name, encode] of Object.entries(encodings)) {
  t.test(`a secret does not survive ${name}, wherever it stands`, async () => {
    fc.assert(
      fc.property(secrets.filter(usable), around, around, (secret, before, after) => {
        const shown = createRedactor([secret]).text(encode(before + secret + after))
        if (!shown.includes('[redacted]')) return false
        // What is left is what stood around it, but for the digits of base64 that both have bits in.
        const left = /base64/.test(name) ? encode(before).length + encode(after).length + 8 : encode(before + after).length
        return shown.replaceAll('[redacted]', '').length <= left && (secret.length < 12 || !holds(shown, secret))
      }),
      { numRuns: 150 },
    )
  })
}

t.test('a text without a secret comes back as it was', async () => {
  const text = fc.string({ unit: fc.constantFrom(...'abcABC019+/=_-%&;\\"\' é\u2028\n'), maxLength: 200 })
  const secret = fc.string({ unit: fc.constantFrom(...'xyzXYZ5678'), minLength: 8, maxLength: 30 })
  fc.assert(fc.property(text, secret, (text, secret) => createRedactor([secret]).text(text) === text))
})

t.test('a secret within a longer text in base64 leaves no digit that it has a bit in', async (t) => {
  for (const before of ['', 'a', 'ab']) {
    const shown = createRedactor(['s3same']).text(Buffer.from(`${before}s3same!`).toString('base64'))
    const kept = Buffer.from(before)
      .toString('base64')
      .slice(0, Math.floor((before.length * 8) / 6))
    t.match(shown, new RegExp(`^${kept}\\[redacted\\][\\w=]{0,4}$`))
  }
})

t.test('secrets that overlap leave nothing of either', async (t) => {
  t.equal(createRedactor(['abcd', 'cdef']).text('-abcdef-'), '-[redacted]-')
  t.equal(createRedactor(['aaaa']).text('aaaaaa'), '[redacted]')
  t.equal(createRedactor(['open', 'open sesame']).text('open sesame'), '[redacted]')
})

t.test('the beginning of a secret that an ellipsis cuts off is taken out', async (t) => {
  const { text } = createRedactor(['open sesame'])
  t.equal(text('says open ses… (90 more)'), 'says [redacted]… (90 more)')
  t.equal(text('says open ses, that is all'), 'says open ses, that is all')
})

t.test('what is shorter than four characters, or no more than the placeholder, is not looked for', async (t) => {
  const { text, bytes } = createRedactor(['abc', '', 'redacted'])
  t.equal(text('abc redacted'), 'abc redacted')
  const given = Buffer.from('abc')
  t.equal(bytes(given), given)
})

t.test('bytes that are no text keep what is no secret', async (t) => {
  const given = Buffer.from('\xffdata: s3same\xfe', 'latin1')
  t.same(Buffer.from(createRedactor(['s3same']).bytes(given)), Buffer.from('\xffdata: [redacted]\xfe', 'latin1'))
})

t.test('every text in a value is looked at, and bytes behind base64', async (t) => {
  const value = {
    list: ['s3same', 1, null, { 'at s3same': true }],
    bytes: { base64: Buffer.from('\xffs3same', 'latin1').toString('base64') },
  }
  t.same(createRedactor(['s3same']).value(value), {
    list: ['[redacted]', 1, null, { 'at [redacted]': true }],
    bytes: { base64: Buffer.from('\xff[redacted]', 'latin1').toString('base64') },
  })
})

t.test('a secret that is cut into lines of one direction is taken out of each', async () => {
  const line = (direction: WireLine['direction'], bytes: string): WireLine => ({ at: 0, direction, bytes, reading: `reads ${bytes}` })
  fc.assert(
    fc.property(fc.constantFrom('open sesame', 'Ali-Baba-40'), fc.nat(9), fc.nat(9), (secret, one, other) => {
      const [first, second] = [Math.min(one, other) + 1, Math.max(one, other) + 1]
      const parts = [`data: ${secret.slice(0, first)}`, secret.slice(first, second), `${secret.slice(second)}!\n`]
      const lines = parts.flatMap((part) => [line('received', part), line('sent', 'x')])
      const shown = createRedactor([secret]).wire(lines)
      const received = shown.filter(({ direction }) => direction === 'received')
      const whole = received.map(({ bytes }) => bytes).join('')
      const readings = received.map(({ bytes, reading }) => (bytes === '' ? '' : reading)).join('')
      return /^data: (?:\[redacted\]){2,3}!\n$/.test(whole) && /^(?:\[redacted\])+$/.test(readings)
    }),
  )
})

t.test('a secret whose characters are cut in the middle is taken out of lines', async (t) => {
  const bytes = Buffer.from('données')
  const piece = (part: Uint8Array): WireLine => ({ at: 0, direction: 'sent', bytes: { base64: Buffer.from(part).toString('base64') } })
  const shown = createRedactor(['données']).wire([piece(bytes.subarray(0, 5)), piece(bytes.subarray(5))])
  t.same(
    shown.map((line) => line.bytes),
    ['[redacted]', '[redacted]'],
  )
})
