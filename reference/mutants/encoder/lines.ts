import { oneLine, standard } from '../../encoder/steps.ts'
import { changing, type EncoderMutant, encoderMutant, textSteps } from './mutant.ts'

const lineEnds = { lf: /(?<!\r)\n/g, cr: /\r(?!\n)/g, crlf: /\r\n/g } as const
const endNames = { lf: 'LF', cr: 'a lone CR', crlf: 'CRLF' } as const
type End = keyof typeof lineEnds

/** Data that is split at all line ends but these. */
const dataWithout = (end: End) => (text: string) =>
  `data: ${text.replace(/\r\n|\r|\n/g, (found) => (found.replace(lineEnds[end], '') === '' ? found : '\ndata: '))}\n`

/** One line, but for this line end, which goes through as it is. */
const letting = (field: 'event' | 'id' | 'comment', end: End) => (text: string) => {
  oneLine(field, text.replace(lineEnds[end], ''))
  return field === 'comment' ? `:${text}\n` : `${field}: ${text}\n`
}

const steps = { event: 'type', id: 'id', comment: 'comment' } as const
const ends: readonly End[] = ['lf', 'cr', 'crlf']

const forgeMutants: readonly EncoderMutant[] = ends.flatMap((end) => [
  ...(['event', 'id', 'comment'] as const).map((field) =>
    encoderMutant(`${field}-lets-${end}-through`, `forge.${field}`, `writes ${endNames[end]} in ${field} as it is`, {
      [steps[field]]: letting(field, end),
    }),
  ),
  encoderMutant(`retry-lets-${end}-through`, 'forge.retry', `writes ${endNames[end]} in a retry that is text as it is`, {
    retry: (value) => (typeof value === 'string' ? `retry: ${oneLineBut(value, end)}\n` : standard.retry(value)),
  }),
  encoderMutant(`data-lets-${end}-through`, 'forge.data', `writes ${endNames[end]} in data as it is`, { data: dataWithout(end) }),
  encoderMutant(`data-joins-${end}`, 'grammar.data-lines', `writes a space for ${endNames[end]} in data`, {
    data: (text) => standard.data(text.replace(lineEnds[end], ' ')),
  }),
])

const oneLineBut = (text: string, end: End): string => {
  oneLine('retry', text.replace(lineEnds[end], ''))
  return text
}

/** Lone surrogates as noncharacters of a plane that nothing else uses, so that they get as far as the bytes. */
const hide = (text: string) => text.replace(/\p{Surrogate}/gu, '\u{5fffe}')

const withSurrogates = (bytes: Uint8Array): Uint8Array => {
  const hidden = [0xf1, 0x9f, 0xbf, 0xbe]
  const isHidden = (index: number) => hidden.every((byte, offset) => bytes[index + offset] === byte)
  const written: number[] = []
  for (let index = 0; index < bytes.length; index += 1) {
    if (isHidden(index)) {
      written.push(0xed, 0xa0, 0x80)
      index += 3
    } else written.push(bytes[index] as number)
  }
  return Uint8Array.from(written)
}

/** Wrong about lines. */
export const lineMutants: readonly EncoderMutant[] = [
  ...forgeMutants,
  encoderMutant('event-null-in-id', 'forge.id-null', 'writes U+0000 in an ID', { id: (text) => `id: ${oneLine('id', text)}\n` }),
  encoderMutant('retry-any-number', 'grammar.retry-digits', 'writes any number as the reconnection time', {
    retry: (value) => (typeof value === 'number' ? `retry: ${value}\n` : standard.retry(value)),
  }),
  encoderMutant('data-crlf-twice', 'grammar.data-lines', 'takes CRLF in data for two line ends', {
    data: (text) => standard.data(text.replaceAll('\r\n', '\n\n')),
  }),
  encoderMutant('data-first-end-only', 'grammar.data-lines', 'splits data at its first line end and joins the rest', {
    data(text) {
      const [first = '', ...others] = text.split(/\r\n|\r|\n/)
      return standard.data(others.length === 0 ? first : `${first}\n${others.join(' ')}`)
    },
  }),
  encoderMutant('data-loses-empty-lines', 'grammar.data-lines', 'leaves out empty lines inside data', {
    data: (text) => standard.data(text.replace(/(?<=[^\r\n])(\r\n|\r|\n){2,}(?=[^\r\n])/g, '\n')),
  }),
  encoderMutant('data-trims-start', 'grammar.data-lines', 'takes line ends off the start of data', {
    data: (text) => standard.data(text.replace(/^[\r\n]+/, '')),
  }),
  encoderMutant('data-trims-end', 'grammar.data-lines', 'takes line ends off the end of data', {
    data: (text) => standard.data(text.replace(/[\r\n]+$/, '')),
  }),
  encoderMutant('data-loses-last-end', 'grammar.data-lines', 'takes one line end off the end of data', {
    data: (text) => standard.data(text.replace(/(\r\n|\r|\n)$/, '')),
  }),
  encoderMutant('data-only-ends', 'grammar.data-lines', 'takes data of line ends only for empty', {
    data: (text) => standard.data(/^[\r\n]+$/.test(text) ? '' : text),
  }),
  encoderMutant('comment-after-space', 'grammar.comment', 'writes a space before the colon of a comment', {
    comment: (text) => ` ${standard.comment(text)}`,
  }),
  ...textSteps.map((step) =>
    encoderMutant(`${step}-surrogates`, 'grammar.scalar-values', `writes lone surrogates of ${step} as three bytes each`, {
      ...changing(step, hide),
      bytes: (text) => withSurrogates(standard.bytes(text)),
    }),
  ),
]
