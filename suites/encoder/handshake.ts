import type { EventInput } from '../../spec/event.ts'
import { Unclear, Violation } from '../expect.ts'
import type { Need } from '../need.ts'
import type { Written } from '../targets/encode-all.ts'
import { SetupError } from '../targets/setup-error.ts'

/** What every encoder is given before any verdict: one plain event, the same without all that can be left out, and a comment. */
export const greeting: EventInput = { retry: 4321, id: '7', event: 'greeting', data: 'hello' }
export const bare: EventInput = { data: 'hello' }
export const comment: EventInput = { comment: 'hello' }

/** Which lines a target writes when it is given what they carry; one that it does not write is never judged. */
export type Lines = { readonly event: boolean; readonly id: boolean; readonly retry: boolean; readonly comment: boolean }

/** What a target writes when asked, and which of it also unasked. */
export type Manner = { readonly writes: Lines; readonly adds: Lines }

/** The need that stands for each line. */
export const needOf = { event: 'event-field', id: 'id-field', retry: 'retry-field', comment: 'comment' } as const satisfies Record<
  keyof Lines,
  Need
>

/** What the answers to the three probes show; throws a SetupError when the greeting has no usable answer. */
export const mannerOf = (toGreeting: Written, toBare: Written, toComment: Written): Manner => {
  if ('refused' in toGreeting) throw refusal(toGreeting.refused)
  const text = latin1(toGreeting)
  if (!text.includes('hello')) throw unusable(text)
  return {
    writes: { ...linesIn(text), comment: linesIn(latin1(toComment)).comment },
    adds: linesIn(latin1(toBare)),
  }
}

/**
 * Seen with a generous eye: a field name in capitals or after a space, or a line end that is none, shows that the target
 * means to write the line; whether it is right is judged.
 */
const linesIn = (text: string): Lines => {
  const lines = text.split(/[\r\n\v\f\x1c-\x1e\x85]|\xe2\x80[\xa8\xa9]|\\[rn]/).map((line) => line.replace(/^(\xef\xbb\xbf|\s)+/, ''))
  const has = (start: RegExp) => lines.some((line) => start.test(line))
  return { event: has(/^event\b/i), id: has(/^id\b/i), retry: has(/^retry\b/i), comment: has(/^:/) }
}

const latin1 = (written: Written) => ('refused' in written ? '' : Buffer.from(written.bytes).toString('latin1'))

const contract =
  'a module exports encode(event), which returns the text of the event; a command reads {"data":"hello"} from stdin, one event a line, and prints the stream'

const refusal = (words: string) => new SetupError('the target refuses a plain event', contract, words)

const unusable = (text: string) =>
  new SetupError(
    `the target writes no stream for a plain event; it writes ${text === '' ? 'nothing' : JSON.stringify(text.slice(0, 200))}`,
    contract,
  )

/** Turns what went wrong with the greeting into a failure of the set-up. */
export const refuse = (error: unknown): never => {
  if (!(error instanceof Violation || error instanceof Unclear)) throw error
  const detail = 'actual' in error && typeof error.actual === 'string' ? error.actual : undefined
  throw new SetupError(`no usable answer to a plain event: ${error.message}`, contract, detail)
}
