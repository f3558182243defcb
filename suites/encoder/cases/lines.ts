import type { Case } from '../../case.ts'
import { joined, mapped, type Values } from '../values.ts'
import type { EncoderWorld } from '../world.ts'
import { carried } from './place.ts'

const lines = (...ends: readonly string[]): Values<string> => ({
  examples: ends.flatMap((end) => [`a${end}b`, `a${end}b${end}c`, `a${end}${end}b`, `a${end} b`, `a${end}\ufeffb`, `a${end}:b`]),
  others: ({ array, constantFrom }) => joined(array(constantFrom('a', 'b', ':', ...ends), { minLength: 1, maxLength: 8 })),
})

const dataCase = (slug: string, title: string, values: Values<string>): Case<EncoderWorld> => ({
  id: `encoder/data/${slug}`,
  title,
  clause: 'grammar.data-lines',
  ...carried(mapped(values, (data) => ({ data }))),
})

/** Data of several lines. */
export const dataCases: readonly Case<EncoderWorld>[] = [
  dataCase('lf', 'writes a data field for each line that ends in LF', lines('\n')),
  dataCase('cr', 'writes a data field for each line that ends in CR', lines('\r')),
  dataCase('crlf', 'writes a data field for each line that ends in CRLF', lines('\r\n')),
  dataCase('crlf-far-on', 'takes CRLF for one line end wherever it stands', {
    examples: [8191, 16_383, 65_535].map((length) => `${'x'.repeat(length)}\r\ny`),
  }),
  dataCase('many-lines', 'writes a data field for each of 2,000 lines', {
    examples: [Array.from({ length: 2000 }, (_, index) => `${index}`).join('\n')],
  }),
  dataCase('mixed-line-ends', 'writes a data field for each line, however they end', lines('\r', '\n', '\r\n', '\n\r')),
  dataCase('empty-first-line', 'keeps the empty lines with which data begins', { examples: ['\na', '\n\na', '\r\na', '\ra'] }),
  dataCase('empty-last-line', 'keeps the empty lines with which data ends', { examples: ['a\n', 'a\n\n', 'a\r\n', 'a\r'] }),
  dataCase('only-line-ends', 'keeps data that is nothing but line ends', { examples: ['\n', '\n\n', '\r', '\r\n', '\r\r\n'] }),
]
