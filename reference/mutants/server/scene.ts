import type { EventInput } from '../../../spec/event.ts'
import type { Field } from '../../server/steps.ts'
import { type GuardSteps, standardGuard } from './guard.ts'

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
  /** Who may read the stream. */
  readonly guard: GuardSteps
  /** How long after its end a credential may still do something. */
  readonly grace: number
  /** A credential that was handed out opens one stream. */
  readonly singleUse: boolean
  /** The fields of the redirect from where the stream was before, given those for other origins. */
  readonly moved: (cors: readonly Field[]) => readonly Field[]
}

/** An origin whose pages may read the stream. */
export const origin = 'https://app.example.com'

/** What the server knows and tells nobody. */
export const secret = 'what-the-s3lf-run-never-tells'

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
  first: 60,
  pause: 25,
  keepAlive: 60,
  lifetime: 800,
  retry: 1000,
  origins: [origin],
  guard: standardGuard,
  grace: 1500,
  singleUse: true,
  moved: (cors) => cors,
}

/** Every third event is this one; the others are as they are. */
export const now = (odd: EventInput): Pick<Scene, 'event'> => ({ event: (n) => (n % 3 === 1 ? { ...eventOf(n), ...odd } : eventOf(n)) })
