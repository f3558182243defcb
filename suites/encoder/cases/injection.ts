import type { ClauseId } from '../../../spec/clauses.ts'
import type { EventInput } from '../../../spec/event.ts'
import { pieceOf } from '../../../spec/vector.ts'
import type { Json } from '../../../spec/verdict.ts'
import type { Case } from '../../case.ts'
import { equal, Violation } from '../../expect.ts'
import type { ReadBack } from '../read-back.ts'
import { anyLine, joined, mapped, type Values } from '../values.ts'
import type { EncoderWorld, Neutralised } from '../world.ts'
import { hostile, needsOf, type TextKey, words } from './place.ts'

const ends = { lf: ['LF', '\n'], cr: ['a lone CR', '\r'], crlf: ['CRLF', '\r\n'] } as const

/** Lines that a forger would like to write. */
const forgeries = ['data: forged', 'id: forged', 'event: forged', 'retry: 1']

/** Texts that would begin lines of their own at this line end. */
const forging = (end: string): Values<string> => {
  const tails = [...forgeries.map((line) => `${end}${line}`), `${end}${end}data: forged${end}${end}`]
  const nested = end === '\r\n' ? ['x\r\r\n\ndata: forged', 'x\n\rdata: forged'] : []
  const bare = [end, `x${end}`, `x${end}${end}`, `${end}data: forged`]
  return {
    examples: [...tails.flatMap((tail) => [`x${tail}`, `1${tail}`]), ...bare, ...nested, `${'x'.repeat(4096)}${end}data: forged`],
    others: (library) => joined(library.tuple(anyLine(library), library.constantFrom(...tails))),
  }
}

type Key = TextKey | 'retry'

/** What was given beside the hostile text, as far as a stream holds it. */
const beside = ({ fields }: ReadBack, key: Key, given: EventInput): readonly string[] =>
  fields.filter(({ name }) => name !== key && name in given).map(({ name, value }) => `${name}: ${value}`)

/** Lines that only the hostile text can have begun. */
const forgedIn = ({ hostile, harmless }: Neutralised, key: Key): readonly string[] => {
  const forged = hostile.fields.map(({ name, value }) => `${name}: ${value}`).filter((line) => forgeries.includes(line))
  const own = ({ fields }: ReadBack) => fields.filter(({ name }) => name === key).length
  const others = forged.filter((line) => !line.startsWith(`${key}:`))
  return key !== 'data' && key !== 'comment' && own(hostile) > own(harmless) ? forged : others
}

/** Nothing is forged, the event is not torn apart, and what was given beside the text stands as it did; or the whole event is gone. */
const harmsNothing =
  (key: Key) =>
  (written: Neutralised): void => {
    const { given, hostile, harmless } = written
    const forged = forgedIn(written, key)
    const [expected, actual] = [beside(harmless, key, given), beside(hostile, key, given)]
    if (forged.length > 0)
      throw new Violation(`${forged.map(shown).join(' and ')} in ${words[key]} becomes a line of its own`, {
        expected,
        actual: [...actual, ...forged.filter((line) => !actual.includes(line))],
      })
    if (hostile.blocks > harmless.blocks)
      throw new Violation(`a line end in ${words[key]} ends the event early`, { expected: harmless.blocks, actual: hostile.blocks })
    const isThere = hostile.fields.some(({ name, value }) => name === 'data' && (key === 'data' || value === given.data))
    if (isThere) equal<Json>(actual, expected, `what is written beside ${words[key]}`)
  }

const shown = (line: string) => `"${line}"`

const forgeCase = (key: Key, clause: ClauseId, end: keyof typeof ends): Case<EncoderWorld> => {
  const values = mapped(forging(ends[end][1]), (text) => hostile(key, text))
  return {
    id: `encoder/injection/${key}-${end}`,
    title: `lets ${ends[end][0]} in ${words[key]} begin ${key === 'data' ? 'nothing but a data field' : 'no line'}`,
    clause,
    ...needsOf[key],
    tries: values.examples.map(({ event }) => event),
    run: ({ contains }) => contains(values, harmsNothing(key)),
  }
}

const every = ['lf', 'cr', 'crlf'] as const

/** Whether text that comes from outside can forge fields or events (CWE-93). */
export const injectionCases: readonly Case<EncoderWorld>[] = [
  ...every.map((end) => forgeCase('data', 'forge.data', end)),
  ...every.map((end) => forgeCase('event', 'forge.event', end)),
  ...every.map((end) => forgeCase('id', 'forge.id', end)),
  ...every.map((end) => forgeCase('comment', 'forge.comment', end)),
  ...every.map((end) => forgeCase('retry', 'forge.retry', end)),
  {
    id: 'encoder/injection/id-null',
    title: 'writes no ID with U+0000',
    clause: 'forge.id-null',
    needs: ['id-field'],
    run: ({ contains }) =>
      contains(
        mapped({ examples: ['\0', 'a\0', '\0a', 'a\0b'] }, (text) => hostile('id', text)),
        ({ hostile }) => {
          const ids = hostile.fields.filter(({ name, value }) => name === 'id' && value.includes('\0'))
          equal<Json>(
            ids.map(({ value }) => value),
            [],
            'IDs with U+0000, which readers ignore',
          )
        },
      ),
  },
]

const surrogateCase = (key: TextKey): Case<EncoderWorld> => ({
  id: `encoder/${key}/lone-surrogate`,
  title: `writes no lone surrogate of ${words[key]}`,
  clause: 'grammar.scalar-values',
  ...needsOf[key],
  run: ({ contains }) =>
    contains(
      mapped({ examples: ['\ud800', 'a\ud83d', '\udc00b', 'a\udfff\ud800b'] }, (text) => hostile(key, text)),
      (written) => {
        if (typeof pieceOf(written.bytes) !== 'string')
          throw new Violation('the stream is not UTF-8', {
            expected: 'U+FFFD, or a refusal',
            actual: Buffer.from(written.bytes).toString('latin1'),
          })
        harmsNothing(key)(written)
      },
    ),
})

/** What has no UTF-8. */
export const surrogateCases: readonly Case<EncoderWorld>[] = (['data', 'event', 'id', 'comment'] as const).map(surrogateCase)
