import type { EventInput } from '../../spec/event.ts'
import { EncodeError } from './encode-error.ts'

/** What writes each part of an event (HTML 9.2.5), one by one, so that each can be read, and broken, alone. */
export type EncoderSteps = {
  /** The whole event, its empty line included. */
  readonly event: (input: EventInput, steps: EncoderSteps) => string
  readonly comment: (text: string) => string
  readonly retry: (milliseconds: number) => string
  readonly id: (text: string) => string
  readonly type: (text: string) => string
  readonly data: (text: string) => string
  readonly bytes: (text: string) => Uint8Array
}

const utf8 = new TextEncoder()

export const standard: EncoderSteps = {
  event({ comment, retry, id, event, data }, steps) {
    let block = ''
    if (comment !== undefined) block += steps.comment(comment)
    if (retry !== undefined) block += steps.retry(retry)
    if (id !== undefined) block += steps.id(id)
    if (event !== undefined) block += steps.type(event)
    if (data !== undefined) block += steps.data(data)
    return `${block}\n` // grammar.ends-with-blank-line, grammar.ends-after-comment
  },

  comment: (text) => `:${oneLine('comment', text)}\n`, // grammar.comment, forge.comment

  retry(milliseconds) {
    if (!Number.isSafeInteger(milliseconds) || milliseconds < 0) throw new EncodeError('retry', 'not-milliseconds') // forge.retry
    return `retry: ${milliseconds}\n` // grammar.retry-digits
  },

  id(text) {
    if (oneLine('id', text).includes('\0')) throw new EncodeError('id', 'null') // forge.id-null
    return `id: ${text}\n`
  },

  type: (text) => `event: ${oneLine('event', text)}\n`, // forge.event

  // grammar.data-lines, forge.data; grammar.leading-space: the space that follows each colon is the one that readers take off
  data: (text) => `data: ${wellFormed('data', text).replace(/\r\n|\r|\n/g, '\ndata: ')}\n`,

  bytes: (text) => utf8.encode(text), // grammar.utf8
}

/** Text of one line; throws when it is none. */
export const oneLine = (field: keyof EventInput, text: string): string => {
  if (/[\r\n]/.test(wellFormed(field, text))) throw new EncodeError(field, 'line-end')
  return text
}

/** Text of scalar values only (grammar.scalar-values); throws when it is none. */
export const wellFormed = (field: keyof EventInput, text: string): string => {
  if (typeof text !== 'string') throw new EncodeError(field, 'not-text')
  if (/\p{Surrogate}/u.test(text)) throw new EncodeError(field, 'lone-surrogate')
  return text
}
