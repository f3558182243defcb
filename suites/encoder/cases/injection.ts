import type { ClauseId } from '../../../spec/clauses.ts'
import type { Json } from '../../../spec/verdict.ts'
import type { Case } from '../../case.ts'
import { equal, Violation } from '../../expect.ts'
import type { ReadBack } from '../read-back.ts'
import { anyLine, joined, mapped, type Values } from '../values.ts'
import type { EncoderWorld, Neutralised } from '../world.ts'
import { hostile, needsOf, type TextKey, words } from './place.ts'

const ends = { lf: ['LF', '\n'], cr: ['a lone CR', '\r'], crlf: ['CRLF', '\r\n'] } as const

/** Texts that would begin lines of their own at this line end, each with what they would forge. */
const forging = (end: string, own: string): Values<string> => {
  const fields = ['data: forged', 'id: forged', 'event: forged', 'retry: 1'].filter((line) => !line.startsWith(own))
  const tails = [...fields.map((line) => `${end}${line}`), `${end}${end}data: forged${end}${end}`, `${end}${end}`]
  return {
    examples: [...tails.map((tail) => `x${tail}`), `${end}data: forged`],
    others: (library) => joined(library.tuple(anyLine(library), library.constantFrom(...tails))),
  }
}

/** The lines of a stream but for those of the field that the hostile text was given for. */
const beside = ({ fields, blocks }: ReadBack, key: string): { readonly [name: string]: Json } => ({
  lines: fields.filter(({ name }) => name !== key).map(({ name, value }) => `${name}: ${value}`),
  blocks,
})

const sameBeside =
  (key: string) =>
  ({ hostile, harmless }: Neutralised): void => {
    const [expected, actual] = [beside(harmless, key), beside({ ...hostile, blocks: Math.min(hostile.blocks, harmless.blocks) }, key)]
    equal<Json>(hostile.blocks > harmless.blocks ? beside(hostile, key) : actual, expected, 'the lines beside the hostile text')
  }

const forgeCase = (key: 'event' | 'id' | 'comment' | 'retry', clause: ClauseId, end: keyof typeof ends): Case<EncoderWorld> => {
  const values = mapped(forging(ends[end][1], key), (text) => hostile(key, text))
  return {
    id: `encoder/injection/${key}-${end}`,
    title: `lets ${ends[end][0]} in ${words[key]} begin no line`,
    clause,
    ...needsOf[key],
    tries: values.examples.map(({ event }) => event),
    run: ({ contains }) => contains(values, sameBeside(key)),
  }
}

const dataCase = (end: keyof typeof ends): Case<EncoderWorld> => {
  const events = mapped(forging(ends[end][1], 'none'), (data) => ({ data }))
  return {
    id: `encoder/injection/data-${end}`,
    title: `lets ${ends[end][0]} in data begin nothing but a data field`,
    clause: 'forge.data',
    tries: events.examples,
    run: ({ carries }) => carries(events),
  }
}

const every = ['lf', 'cr', 'crlf'] as const

/** Whether text that comes from outside can forge fields or events (CWE-93). */
export const injectionCases: readonly Case<EncoderWorld>[] = [
  ...every.map(dataCase),
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

const isUtf8 = (bytes: Uint8Array): boolean => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes) !== undefined
  } catch {
    return false
  }
}

const surrogateCase = (key: TextKey): Case<EncoderWorld> => ({
  id: `encoder/${key}/lone-surrogate`,
  title: `writes no lone surrogate of ${words[key]}`,
  clause: 'grammar.scalar-values',
  ...needsOf[key],
  run: ({ contains }) =>
    contains(
      mapped({ examples: ['\ud800', 'a\ud83d', '\udc00b', 'a\udfff\ud800b'] }, (text) => hostile(key, text)),
      (written) => {
        if (!isUtf8(written.bytes)) throw new Violation('the stream is not UTF-8', { expected: 'U+FFFD, or a refusal' })
        sameBeside(key)(written)
      },
    ),
})

/** What has no UTF-8. */
export const surrogateCases: readonly Case<EncoderWorld>[] = (['data', 'event', 'id', 'comment'] as const).map(surrogateCase)
