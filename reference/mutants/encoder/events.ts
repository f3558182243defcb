import type { EventInput } from '../../../spec/event.ts'
import { type EncoderSteps, standard } from '../../encoder/steps.ts'
import { type EncoderMutant, encoderMutant } from './mutant.ts'

/** The standard's event, and what is made of its text. */
const rewriting = (change: (text: string, input: EventInput) => string): Pick<EncoderSteps, 'event'> => ({
  event: (input, steps) => change(standard.event(input, steps), input),
})

/** Each event with what the one before has left behind. */
const remembering = (leave: (input: EventInput, before: EventInput) => EventInput) => () => {
  let before: EventInput = {}
  return {
    event(input: EventInput, steps: EncoderSteps) {
      const now = leave(input, before)
      before = now
      return standard.event(now, steps)
    },
  }
}

const utf8 = standard.bytes

/** Wrong about events and the stream. */
export const eventMutants: readonly EncoderMutant[] = [
  encoderMutant(
    'no-blank-line-after-retry',
    'grammar.ends-with-blank-line',
    'ends an event that sets a reconnection time without an empty line',
    {
      ...rewriting((text, { retry }) => (retry === undefined ? text : text.slice(0, -1))),
    },
  ),
  encoderMutant(
    'no-blank-line',
    'grammar.ends-with-blank-line',
    'ends no event with an empty line',
    rewriting((text) => text.slice(0, -1)),
  ),
  encoderMutant(
    'blank-line-first',
    'grammar.ends-with-blank-line',
    'writes the empty line before an event',
    rewriting((text) => `\n${text.slice(0, -1)}`),
  ),
  encoderMutant('no-line-end-after-comment', 'grammar.ends-after-comment', 'ends a comment that stands alone without an empty line', {
    ...rewriting((text, { comment, data }) => (comment !== undefined && data === undefined ? text.slice(0, -1) : text)),
  }),
  encoderMutant('bom-each', 'grammar.bom-once', 'writes a byte order mark before data of one letter', {
    ...rewriting((text, { data }) => (data?.length === 1 ? `\ufeff${text}` : text)),
  }),
  encoderMutant(
    'adds-time',
    'grammar.unknown-fields',
    'adds a field of its own',
    rewriting((text) => `time: 1\n${text}`),
  ),
  encoderMutant('one-character-lost', 'grammar.same-meaning', 'takes data of one character for none', {
    ...rewriting((text, { data }) => (data !== undefined && [...data].length === 1 ? '' : text)),
  }),
  encoderMutant('retry-zero-lost', 'grammar.same-meaning', 'takes a reconnection time of 0 for none', {
    retry: (milliseconds) => (milliseconds === 0 ? '' : standard.retry(milliseconds)),
  }),
  encoderMutant('retry-in-seconds', 'grammar.same-meaning', 'writes the reconnection time in seconds', {
    retry: (milliseconds) => standard.retry(Number.isSafeInteger(milliseconds) ? Math.floor(milliseconds / 1000) : milliseconds),
  }),
  encoderMutant(
    'type-sticks',
    'grammar.same-meaning',
    'writes the type of the event before where none is given',
    remembering((input, { event }) => (input.event === undefined && event !== undefined ? { ...input, event } : input)),
  ),
  encoderMutant('hundred-events', 'grammar.same-meaning', 'loses what comes after 100 events', () => {
    let count = 0
    return {
      event(input, steps) {
        count += 1
        return count > 100 ? '' : standard.event(input, steps)
      },
    }
  }),
  encoderMutant('repeated-event-lost', 'grammar.same-meaning', 'leaves out an event that equals the one before', () => {
    let last = ''
    return {
      event(input, steps) {
        const text = standard.event(input, steps)
        if (text === last) return ''
        last = text
        return text
      },
    }
  }),
  encoderMutant('cut-at-8k', 'grammar.utf8', 'cuts the characters at every 8,192 bytes of an event in two', {
    bytes(text) {
      const bytes = utf8(text)
      if (bytes.length <= 8192) return bytes
      const blocks = Array.from({ length: Math.ceil(bytes.length / 8192) }, (_, index) => bytes.subarray(index * 8192, (index + 1) * 8192))
      return utf8(blocks.map((block) => new TextDecoder().decode(block)).join(''))
    },
  }),
  encoderMutant('latin-1', 'grammar.utf8', 'writes the characters up to U+00FF as one byte', {
    bytes: (text) => (/^[\0-\xff]*$/.test(text) ? Uint8Array.from(text, (char) => char.charCodeAt(0)) : utf8(text)),
  }),
  ...(['comment', 'id', 'retry'] as const).map((key) =>
    encoderMutant(`${key}-alone-dispatches`, 'grammar.same-meaning', `writes data for an event that has only ${key}`, {
      event: (input, steps) => standard.event(input[key] !== undefined && input.data === undefined ? { ...input, data: '' } : input, steps),
    }),
  ),
  encoderMutant('retry-undefined', 'grammar.same-meaning', 'writes the word undefined where no reconnection time is given', {
    event: (input, steps) =>
      (input.retry === undefined && input.data !== undefined ? 'retry: undefined\n' : '') + standard.event(input, steps),
  }),
]
