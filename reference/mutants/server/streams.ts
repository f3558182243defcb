import type { EventInput } from '../../../spec/event.ts'
import { standard } from '../../server/steps.ts'
import { type ServerMutant, serverMutant } from './mutant.ts'
import { eventOf, now } from './scene.ts'

type Clause = ServerMutant['clause']

/** Odd events, each of which the encoder can write. */
const sending = (id: string, clause: Clause, summary: string, odd: EventInput) => serverMutant(id, clause, summary, { scene: now(odd) })

/** The text of every event but the first, changed. */
const rewriting = (id: string, clause: Clause, summary: string, change: (text: string) => string) =>
  serverMutant(id, clause, summary, {
    steps: { event: (input) => (input.id === '7f-1' ? standard.event(input) : change(standard.event(input))) },
  })

/** A line of its own before the fields of each event. */
const adding = (id: string, clause: Clause, summary: string, line: string) => rewriting(id, clause, summary, (text) => `${line}\n${text}`)

const ending = (id: string, clause: Clause, summary: string, last: string) =>
  serverMutant(id, clause, summary, { steps: { closing: () => last } })

/** Text and bytes that stand for each other: what follows the mark is written as these bytes. */
const malformed = (id: string, summary: string, ...bytes: readonly number[]) =>
  serverMutant(id, 'grammar.utf8', summary, {
    scene: now({ data: 'odd: \u{f0000}' }),
    steps: {
      bytes: (text) =>
        Uint8Array.from(text.split('\u{f0000}').flatMap((part, index) => [...(index === 0 ? [] : bytes), ...standard.bytes(part)])),
    },
  })

/** Events whose data is a JSON object, so that two in one block show. */
const records = (n: number): EventInput => ({ id: `7f-${n + 1}`, data: `{"n":${n}}` })

/** Wrong in what the stream holds. */
export const streamMutants: readonly ServerMutant[] = [
  malformed('utf8-latin-1', 'writes é in Latin-1', 0xe9),
  malformed('utf8-cut', 'cuts a character', 0xf0, 0x9f, 0x98),
  malformed('utf8-surrogates', 'writes a surrogate pair as two characters', 0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80),
  ending('ends-in-block', 'grammar.ends-with-blank-line', 'ends inside a block', 'data: unfinished\n'),
  ending('ends-in-line', 'grammar.ends-with-blank-line', 'ends inside a line', 'data: unfin'),
  ending('ends-in-comment', 'grammar.ends-after-comment', 'ends after a comment', ': bye\n'),
  ending('ends-in-comment-line', 'grammar.ends-after-comment', 'ends inside a comment', ': by'),
  adding('field-unknown', 'grammar.unknown-fields', 'adds a field of its own', 'time: 1'),
  rewriting('field-capital', 'grammar.unknown-fields', 'writes Event for event', (text) => text.replace(/^event:/m, 'Event:')),
  adding('retry-unit', 'grammar.retry-digits', 'writes a unit after the reconnection time', 'retry: 3s'),
  adding('retry-fraction', 'grammar.retry-digits', 'writes a fraction of a millisecond', 'retry: 1000.5'),
  rewriting('bom-each', 'grammar.bom-once', 'writes a byte order mark before each event', (text) => `\ufeff${text}`),
  rewriting('mixed-ends', 'grammar.line-ends-mixed', 'ends the last line with CR and the block with CRLF', (text) =>
    text.replace(/\n\n$/, '\r\r\n'),
  ),
  adding('id-null', 'forge.id-null', 'writes U+0000 into an ID', 'id: a\0b'),
  sending('retry-huge', 'retry.huge', 'asks for more than 32 bits of milliseconds', { retry: 2 ** 31 }),
  serverMutant('id-spaces', 'reconnect.last-event-id-space', 'ends an ID with a space', {
    scene: { event: (n) => ({ ...eventOf(n), ...(n % 4 === 1 ? { id: `7f-${n + 1} ` } : {}) }) },
  }),
  serverMutant('id-control', 'reconnect.last-event-id-control', 'writes a control character into an ID', {
    scene: { event: (n) => ({ ...eventOf(n), ...(n % 4 === 1 ? { id: `7f-${n + 1}\x01` } : {}) }) },
  }),
  serverMutant('id-alone', 'dispatch.dialect', 'sends IDs without data', {
    scene: { event: (n) => (n % 4 === 1 ? { id: `7f-${n + 1}` } : eventOf(n)) },
  }),
  sending('data-empty', 'dispatch.dialect', 'sends events with empty data', { data: '' }),
  sending('separator-for-line-end', 'authoring.line-ends', 'writes U+2028 for a line end', { data: 'a\u2028data: b' }),
  sending('escape-for-line-end', 'authoring.line-ends', 'leaves line ends as escapes', { data: 'a\\ndata: b' }),
  serverMutant('no-line-between', 'authoring.empty-line-between', 'writes no empty line between two records', {
    scene: { event: records },
    steps: { event: (input) => (input.data?.endsWith('2}') ? `data: {"n":0}\n${standard.event(input)}` : standard.event(input)) },
  }),
  sending('framed-twice', 'authoring.framed-once', 'frames data that is framed', { data: 'data: {"n":1}' }),
  rewriting('type-twice-a-block', 'authoring.once-a-block', 'writes two types', (text) => text.replace(/^event:/m, 'event: first\nevent:')),
  adding('id-twice-a-block', 'authoring.once-a-block', 'writes two IDs', 'id: first'),
  serverMutant('type-without-data', 'authoring.type-with-data', 'sends types without data', {
    scene: { event: (n) => (n % 4 === 1 ? { event: 'changed' } : eventOf(n)) },
  }),
  sending('type-error', 'authoring.reserved-types', 'sends events of the type error', { event: 'error', data: 'failed' }),
  sending('type-open', 'authoring.reserved-types', 'sends events of the type open', { event: 'open', data: 'welcome' }),
  sending('type-space', 'authoring.trimmed-types', 'ends a type with a space', { event: 'tick ', data: '1' }),
  serverMutant('ping-event', 'delivery.keep-alive-comment', 'sends pings as events', {
    steps: { keepAlive: () => 'event: ping\ndata: {}\n\n' },
  }),
]
