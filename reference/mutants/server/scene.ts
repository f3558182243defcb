import type { EventInput } from '../../../spec/event.ts'

/** What an embedded server sends while somebody listens. Times are in milliseconds. */
export type Scene = {
  /** The nth event, counted from 0 over all streams. */
  readonly event: (n: number) => EventInput
  /** From the first subscriber to the first event. */
  readonly first: number
  /** Between two events. */
  readonly pause: number
  readonly keepAlive: number
  /** After which each stream ends. */
  readonly lifetime: number
  readonly retry: number | undefined
  readonly origins: readonly string[]
}

/** The origin that a server to audit is asked from. */
export const origin = 'https://sse-conformance.invalid'

const texts: readonly Omit<EventInput, 'id'>[] = [
  { data: 'first' },
  { event: 'tick', data: '{"n":1}' },
  { event: 'note', data: 'two\nlines' },
  { data: 'Grüße, 世界 😀' },
  { event: 'tick', data: '{"n":2}' },
  { data: ' an indented line\n\nafter an empty one' },
  { event: 'änderung', data: 'a type beyond ASCII' },
  { data: '{"text":"colons: and \\"quotes\\""}' },
]

/** The text of the nth event; IDs go on over all streams. */
export const eventOf = (n: number): EventInput => ({ id: `7f-${n + 1}`, ...texts[n % texts.length] })

export const standardScene: Scene = {
  event: eventOf,
  first: 5,
  pause: 25,
  keepAlive: 60,
  lifetime: 400,
  retry: 1000,
  origins: [origin],
}

/** Every third event is this one; the others are as they are. */
export const now = (odd: EventInput): Pick<Scene, 'event'> => ({ event: (n) => (n % 3 === 1 ? { ...eventOf(n), ...odd } : eventOf(n)) })
