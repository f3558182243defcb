import fc from 'fast-check'
import type { EventInput } from '../../spec/event.ts'

/** Values that a case tries: all the examples, and as many others as there is time for. */
export type Values<Value> = { readonly examples: readonly Value[]; readonly others?: fc.Arbitrary<Value> }

/** The same values in another shape. */
export const mapped = <From, To>({ examples, others }: Values<From>, shape: (value: From) => To): Values<To> => ({
  examples: examples.map(shape),
  ...(others ? { others: others.map(shape) } : {}),
})

/** Text around parts that matter; it shrinks towards a part alone. */
export const around = (...parts: readonly string[]): Values<string> => {
  const part = fc.constantFrom(...parts)
  const others = fc.array(fc.oneof(plain, part), { maxLength: 6 }).map((pieces) => pieces.join(''))
  return {
    examples: parts.flatMap((text) => [text, `${text}a`, `a${text}`, `a${text}b`, `${text}${text}`]),
    others: fc.tuple(others, part, others).map((pieces) => pieces.join('')),
  }
}

/** Text that begins with one of the parts. */
export const beginning = (...parts: readonly string[]): Values<string> => ({
  examples: parts.flatMap((text) => [text, `${text}a`, `${text}${text}a`]),
  others: fc.tuple(fc.constantFrom(...parts), anyLine).map((pieces) => pieces.join('')),
})

const plain = fc.constantFrom('a', 'b', ' ', '0', 'é')

/** Any text of scalar values in one line, without U+0000. */
export const anyLine: fc.Arbitrary<string> = fc.string({ unit: 'binary', maxLength: 20 }).map((text) => text.replace(/[\r\n\0]/g, 'x'))

/** Any event that the format can carry. */
export const anyEvent: fc.Arbitrary<EventInput> = fc.record(
  { data: fc.string({ unit: 'binary', maxLength: 20 }), event: anyLine, id: anyLine, retry: fc.nat(), comment: anyLine },
  { requiredKeys: ['data'] },
)
