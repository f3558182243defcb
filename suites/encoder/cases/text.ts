import type { ClauseId } from '../../../spec/clauses.ts'
import type { EventInput } from '../../../spec/event.ts'
import type { Case } from '../../case.ts'
import { anyLine, around, beginning, joined, mapped, type Values } from '../values.ts'
import type { EncoderWorld } from '../world.ts'
import { needsOf, place, type TextKey, words } from './place.ts'

/** Text that every encoder carries, and in which keys of an event it is tried. */
type Kind = {
  readonly slug: string
  readonly clause: ClauseId
  readonly keys: readonly TextKey[]
  readonly title: (where: string) => string
  readonly values: Values<string>
  /** Further examples for one key. */
  readonly more?: Partial<Record<TextKey, readonly string[]>>
}

const everywhere: readonly TextKey[] = ['data', 'event', 'id', 'comment']

const kinds: readonly Kind[] = [
  {
    slug: 'leading-space',
    clause: 'grammar.leading-space',
    keys: ['data', 'event', 'id'],
    title: (where) => `keeps the spaces with which ${where} begins`,
    values: beginning(' ', '  '),
    more: { data: ['a\n b', ' \n a'] },
  },
  {
    slug: 'colons',
    clause: 'grammar.any-char',
    keys: everywhere,
    title: (where) => `carries colons in ${where}`,
    values: around(':', ': '),
  },
  {
    slug: 'like-a-field',
    clause: 'grammar.any-char',
    keys: everywhere,
    title: (where) => `carries what looks like a field in ${where}`,
    values: around('data: x', 'data:', 'data', 'id: 1', 'event: x', 'retry: 1', ': x'),
  },
  {
    slug: 'null',
    clause: 'grammar.any-char',
    keys: ['data', 'event', 'comment'], // in an ID it is encoder/injection/id-null
    title: (where) => `carries U+0000 in ${where}`,
    values: around('\0'),
  },
  {
    slug: 'bom',
    clause: 'grammar.any-char',
    keys: everywhere,
    title: (where) => `carries U+FEFF in ${where}`,
    values: around('\ufeff'),
    more: { data: ['a\n\ufeffb'] },
  },
  {
    slug: 'odd-characters',
    clause: 'grammar.any-char',
    keys: everywhere,
    title: (where) => `carries controls, quotes and escapes in ${where}`,
    values: around(
      '\t',
      '\x01',
      '\x08',
      '\x1b',
      '\x7f',
      '\x80',
      '"',
      "'",
      '\\',
      '\\n',
      '\\r\\n',
      '%0a',
      '&lt;',
      '<',
      '\ufffe',
      '\u200b',
      'e\u0301',
      'ſ',
    ),
  },
  {
    slug: 'other-line-ends',
    clause: 'grammar.line-ends',
    keys: everywhere,
    title: (where) => `ends no line at what is no line end in ${where}`,
    values: around('\u2028', '\u2029', '\u0085', '\v', '\f', '\x1c', '\x1d', '\x1e'),
  },
  {
    slug: 'characters',
    clause: 'grammar.utf8',
    keys: everywhere,
    title: (where) => `carries characters of every length in ${where}`,
    values: around('é', '€', '😀', '\u{10ffff}', '👩‍👩‍👧', '\ufffd'),
  },
  {
    slug: 'empty',
    clause: 'grammar.same-meaning',
    keys: ['data', 'id', 'comment'], // an empty type is none
    title: (where) => `carries ${where} that is empty`,
    values: { examples: ['a', '', 'a'] },
  },
  {
    slug: 'any',
    clause: 'grammar.same-meaning',
    keys: everywhere,
    title: (where) => `carries ${where} of any text`,
    values: { examples: ['a ', ' a ', 'A a', '0', 'null', '[DONE]', '{"a": "b"}', 'message'], others: anyLine },
  },
  {
    slug: 'megabyte',
    clause: 'grammar.same-meaning',
    keys: everywhere,
    title: (where) => `carries ${where} of 1 MiB`,
    values: { examples: ['x'.repeat(1024 ** 2), ` ${'x '.repeat(50_000)} `] },
  },
]

const textCase = ({ slug, clause, title, values, more }: Kind, key: TextKey): Case<EncoderWorld> => ({
  id: `encoder/${key}/${slug}`,
  title: title(words[key]),
  clause,
  ...needsOf[key],
  ...carried(mapped({ ...values, examples: [...values.examples, ...(more?.[key] ?? [])] }, (text) => place(key, text))),
})

/** The run of a case that these events are to survive. */
const carried = (events: Values<EventInput>): Pick<Case<EncoderWorld>, 'tries' | 'run'> => ({
  tries: events.examples,
  run: ({ carries }) => carries(events),
})

/** One case per kind of text and key: what goes in comes out. */
export const textCases: readonly Case<EncoderWorld>[] = everywhere.flatMap((key) =>
  kinds.filter(({ keys }) => keys.includes(key)).map((kind) => textCase(kind, key)),
)

const lines = (...ends: readonly string[]): Values<string> => ({
  examples: ends.flatMap((end) => [`a${end}b`, `a${end}b${end}c`, `a${end}${end}b`]),
  others: ({ array, constantFrom }) => joined(array(constantFrom('a', 'b', ' ', ':', ...ends), { minLength: 1, maxLength: 8 })),
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
