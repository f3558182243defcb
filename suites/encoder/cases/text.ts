import type { ClauseId } from '../../../spec/clauses.ts'
import type { Case } from '../../case.ts'
import { anyLine, around, beginning, mapped, type Values } from '../values.ts'
import type { EncoderWorld } from '../world.ts'
import { carried, needsOf, place, type TextKey, words } from './place.ts'

/** Text that every encoder carries, and in which keys of an event it is tried. */
type Kind = {
  readonly slug: string
  readonly clause: ClauseId
  readonly keys: readonly TextKey[]
  readonly title: (where: string) => string
  readonly values: Values<string>
}

const everywhere: readonly TextKey[] = ['data', 'event', 'id', 'comment']

const kinds: readonly Kind[] = [
  {
    slug: 'leading-space',
    clause: 'grammar.leading-space',
    keys: ['data', 'event', 'id'],
    title: (where) => `keeps the spaces with which ${where} begins`,
    values: beginning(' ', '  '),
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
    values: { examples: ['a ', 'A a', '0', 'null', '[DONE]', '{"a": "b"}', 'message'], others: anyLine },
  },
  {
    slug: 'megabyte',
    clause: 'grammar.same-meaning',
    keys: everywhere,
    title: (where) => `carries ${where} of 1 MiB`,
    values: { examples: ['x'.repeat(1024 ** 2), `${'x '.repeat(50_000)} `] },
  },
]

const textCase = ({ slug, clause, title, values }: Kind, key: TextKey): Case<EncoderWorld> => ({
  id: `encoder/${key}/${slug}`,
  title: title(words[key]),
  clause,
  ...needsOf[key],
  ...carried(mapped(values, (text) => place(key, text))),
})

/** One case per kind of text and key: what goes in comes out. */
export const textCases: readonly Case<EncoderWorld>[] = everywhere.flatMap((key) =>
  kinds.filter(({ keys }) => keys.includes(key)).map((kind) => textCase(kind, key)),
)
