import type { EventInput } from '../../../spec/event.ts'
import type { Case } from '../../case.ts'
import type { Need } from '../../need.ts'
import type { Values } from '../values.ts'
import type { EncoderWorld, Hostile } from '../world.ts'

/** The keys of an event that hold text. */
export type TextKey = 'data' | 'event' | 'id' | 'comment'

/** What a text is called in a title. */
export const words: Readonly<Record<TextKey | 'retry', string>> = {
  data: 'data',
  event: 'a type',
  id: 'an ID',
  comment: 'a comment',
  retry: 'a reconnection time',
}

/** What a target has to write before a case about this key can judge it. */
export const needsOf: Readonly<Record<TextKey | 'retry', { readonly needs?: readonly Need[] }>> = {
  data: {},
  event: { needs: ['event-field'] },
  id: { needs: ['id-field'] },
  comment: { needs: ['comment'] },
  retry: { needs: ['retry-field'] },
}

/** An event that has the text in this place. */
export const place = (key: TextKey, text: string): EventInput => ({ data: 'hello', [key]: text })

/** An event with a value for each key that a reader sees. */
export const full = { id: '1', event: 'greeting', data: 'hello' } as const satisfies EventInput

/** A full event that has a text in this place which the format cannot carry there. */
export const hostile = (key: TextKey | 'retry', text: string): Hostile => {
  const harmless = key === 'retry' ? 10 : text.replace(/\r\n|[\r\n\0]|\p{Surrogate}/gu, '-')
  return { event: { ...full, [key]: text }, harmless: { ...full, [key]: harmless } }
}

/** The run of a case that these events are to survive. */
export const carried = (events: Values<EventInput>): Pick<Case<EncoderWorld>, 'tries' | 'run'> => ({
  tries: events.examples,
  run: ({ carries }) => carries(events),
})
