import type { EventInput } from '../../../spec/event.ts'
import type { Json } from '../../../spec/verdict.ts'
import type { Case } from '../../case.ts'
import { equal, Unobserved } from '../../expect.ts'
import { namesNothing } from '../read-back.ts'
import { anyEvent } from '../values.ts'
import type { EncoderWorld } from '../world.ts'
import { full, needsOf, words } from './place.ts'

const event = { examples: [full, { data: 'hello' }, { ...full, retry: 10 }, { ...full, comment: 'a' }], others: anyEvent }

/** An event with nothing but this key, between two others: what it sets counts, and it dispatches nothing. */
const loneCase = (key: string, event: EventInput): Case<EncoderWorld> => ({
  id: `encoder/stream/${key}-alone`,
  title: `dispatches nothing for ${words[key as keyof typeof words]} alone`,
  clause: 'grammar.same-meaning',
  ...needsOf[key as keyof typeof needsOf],
  async run({ tryToWrite }) {
    const read = await tryToWrite([{ data: 'a' }, event, { data: 'b' }])
    if (!read) throw new Unobserved('not observed: the target refuses an event without data', 'an encoder that writes one')
    equal<Json>(
      read.events.map(({ data }) => data),
      ['a', 'b'],
      'the data of the events',
    )
  },
})

/** What a stream is as a whole. */
export const streamCases: readonly Case<EncoderWorld>[] = [
  {
    id: 'encoder/grammar/ends-with-blank-line',
    title: 'ends every event with an empty line',
    clause: 'grammar.ends-with-blank-line',
    run: ({ every }) => every(event, ({ isFinished }) => equal(isFinished, true, 'whether the stream ends with an empty line')),
  },
  {
    id: 'encoder/grammar/ends-after-comment',
    title: 'ends a comment that stands alone with an empty line',
    clause: 'grammar.ends-after-comment',
    needs: ['lone-comment'],
    async run({ write }) {
      const { isFinished } = await write([{ comment: 'hello' }])
      equal(isFinished, true, 'whether the stream ends with an empty line')
    },
  },
  {
    id: 'encoder/grammar/bom-once',
    title: 'writes no byte order mark but at the start',
    clause: 'grammar.bom-once',
    async run({ write }) {
      const { fields } = await write([{ data: 'a' }, { data: 'b' }, { data: 'c' }])
      const marked = fields.map(({ name }) => name).filter((name) => name.startsWith('\ufeff'))
      equal<Json>(marked, [], 'fields that a byte order mark makes unknown')
    },
  },
  {
    id: 'encoder/grammar/known-fields',
    title: 'writes no field that readers ignore',
    clause: 'grammar.unknown-fields',
    async run({ write }) {
      const { fields } = await write([{ ...full, retry: 10 }])
      const unknown = fields.map(({ name }) => name).filter((name) => !['data', 'event', 'id', 'retry'].includes(name))
      equal<Json>(unknown, [], 'fields that readers ignore')
    },
  },
  {
    id: 'encoder/comment/one-line',
    title: 'writes a comment as a line that starts with a colon',
    clause: 'grammar.comment',
    needs: ['comment'],
    async run({ write }) {
      const { comments, events } = await write(['first', 'and second'].map((comment) => ({ comment, data: 'hello' })))
      equal(comments.filter((text) => /first|second/.test(text)).length, 2, 'comments among the lines')
      equal<Json>(
        events.map(({ data }) => data),
        ['hello', 'hello'],
        'the data of the events beside them',
      )
    },
  },
  {
    id: 'encoder/retry/numbers',
    title: 'carries a reconnection time of any size',
    clause: 'grammar.same-meaning',
    needs: ['retry-field'],
    run: ({ carries }) =>
      carries({
        examples: [10, 0, 1, 1000, 86_400_000, 2 ** 31 - 1].map((retry) => ({ retry, data: 'hello' })),
        others: ({ nat }) => nat().map((retry) => ({ retry, data: 'hello' })),
      }),
  },
  {
    id: 'encoder/retry/no-number-of-milliseconds',
    title: 'writes no reconnection time that is not all digits',
    clause: 'grammar.retry-digits',
    needs: ['retry-field'],
    run: ({ contains }) =>
      contains(
        { examples: [-1, 1.5, 1e21].map((retry) => ({ event: { ...full, retry }, harmless: { ...full, retry: 10 } })) },
        ({ hostile }) => {
          const odd = hostile.fields.filter(({ name, value }) => name === 'retry' && !/^[0-9]+$/.test(value))
          equal<Json>(
            odd.map(({ value }) => value),
            [],
            'reconnection times that readers ignore',
          )
        },
      ),
  },
  {
    id: 'encoder/stream/keeps-events-apart',
    title: 'leaves nothing of an event to the next',
    clause: 'grammar.same-meaning',
    run: ({ carries }) =>
      carries({ examples: [{ ...full, retry: 10 }, { data: 'b' }, { data: 'c' }, { event: 't', data: 'd' }, { data: 'e' }] }),
  },
  loneCase('comment', { comment: 'noted' }),
  loneCase('id', { id: '9' }),
  loneCase('retry', { retry: 10 }),
  {
    id: 'encoder/stream/nothing-of-what-is-absent',
    title: 'writes no word for what an event does not have',
    clause: 'grammar.same-meaning',
    async run({ write }) {
      const { fields } = await write([{ data: 'hello' }])
      const words = fields.filter(({ value }) => namesNothing(value))
      equal<Json>(
        words.map(({ name, value }) => `${name}: ${value}`),
        [],
        'fields for nothing',
      )
    },
  },
  {
    id: 'encoder/stream/thousand-events',
    title: 'writes each of 1,000 events once and in order',
    clause: 'grammar.same-meaning',
    run: ({ carries }) => carries({ examples: Array.from({ length: 1000 }, (_, index) => ({ data: `number ${index}` })) }),
  },
  {
    id: 'encoder/stream/long-characters',
    title: 'cuts no character of a long text in two',
    clause: 'grammar.utf8',
    run: ({ carries }) =>
      carries({ examples: ['', 'a', 'ab'].map((start) => ({ data: start + '€'.repeat(start === '' ? 350_000 : 30_000) })) }),
  },
]
