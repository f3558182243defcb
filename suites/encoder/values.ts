import type { Arbitrary } from 'fast-check'
import type { EventInput } from '../../spec/event.ts'

/** The library that makes random values; it is loaded when a case asks for them, so that a list of cases stays quick. */
export type Library = typeof import('fast-check')

/** Values of a kind, made by the library. */
export type Random<Value> = (library: Library) => Arbitrary<Value>

/** Values that a case tries: all the examples, and as many others as there is time for. */
export type Values<Value> = { readonly examples: readonly Value[]; readonly others?: Random<Value> }

/** The same values in another shape. */
export const mapped = <From, To>({ examples, others }: Values<From>, shape: (value: From) => To): Values<To> => ({
  examples: examples.map(shape),
  ...(others ? { others: (library) => others(library).map(shape) } : {}),
})

/** Text around parts that matter, which begins with no space: that is another clause's concern. It shrinks towards a part alone. */
export const around = (...parts: readonly string[]): Values<string> => ({
  examples: parts.flatMap((text) => [text, `${text}a`, `a${text}`, `a${text}b`, `${text}${text}`]),
  others: (library) => {
    const part = library.constantFrom(...parts)
    const beside = joined(library.array(library.oneof(plain(library), part), { maxLength: 6 }))
    return joined(library.tuple(beside, part, beside)).map(withoutSpace)
  },
})

/** Text that begins with one of the parts. */
export const beginning = (...parts: readonly string[]): Values<string> => ({
  examples: parts.flatMap((text) => [text, `${text}a`, `${text}${text}a`]),
  others: (library) => joined(library.tuple(library.constantFrom(...parts), joined(library.array(plain(library))))),
})

/** Texts made of pieces. */
export const joined = (pieces: Arbitrary<readonly string[]>): Arbitrary<string> => pieces.map((texts) => texts.join(''))

const withoutSpace = (text: string) => text.replace(/^ +/, '')

const plain: Random<string> = ({ constantFrom }) => constantFrom('a', 'b', ' ', '0', 'é')

/** Any text of scalar values, small ones more often. */
export const anyText: Random<string> = ({ array, nat }) =>
  array(nat({ max: 0x10f7ff }), { maxLength: 20 }).map((numbers) =>
    String.fromCodePoint(...numbers.map((number) => (number < 0xd800 ? number : number + 0x800))),
  )

/** Any text of scalar values in one line, without U+0000 and without a space at its start. */
export const anyLine: Random<string> = (library) => anyText(library).map((text) => withoutSpace(text.replace(/[\r\n\0]/g, 'x')))

/** Any event that the format can carry. */
export const anyEvent: Random<EventInput> = (library) =>
  library.record(
    { data: anyText(library), event: anyLine(library), id: anyLine(library), retry: library.nat(), comment: anyLine(library) },
    { requiredKeys: ['data'] },
  )
