import type { EncoderWorld } from '../encoder/world.ts'
import type { Access } from './access/access.ts'
import type { Answer } from './answer.ts'
import type { Ask } from './requests.ts'
import type { Finding, Sighting } from './sighting.ts'
import type { Audience } from './stage/audience.ts'
import type { TopicAudience } from './stage/topics.ts'
import type { Visit } from './visit.ts'

/** What a server case holds in its hands. Each call records the bytes it is about. */
export type ServerWorld = {
  /** The method of the stream. */
  readonly method: string
  /** The longest that an idle stream may be silent, in milliseconds. */
  readonly idle: number
  /** The status that the first request is to get. */
  readonly status: number
  /** The response to the first request. Its content is there as far as it has come. */
  first(): Answer
  /** The stream that was watched, when the watch is over; Unobserved where the response is no event stream. */
  watched(): Promise<Answer & { readonly seen: Sighting }>
  /** A visit when it is over, whether or not it got a response. */
  visit(ask: Ask): Promise<Visit>
  /** The same; Unobserved where it got no response. */
  answer(ask: Ask): Promise<Answer>
  /** What the server makes of whoever asks, as far as the configuration says. */
  readonly access: Access
  /** Checks the response to each request of the audit. */
  each(check: (answer: Answer) => void): Promise<void>
  /** The server as an encoder: events are published one after another, and what a stream brings for them is what was written. */
  published(act: (encoder: EncoderWorld) => Promise<void> | void): Promise<void> | void
  /** Several streams at once, and what is published for them; they are closed when `act` is done. `any`: also where that comes late. */
  audience(act: (audience: Audience) => Promise<void>, pace?: 'any'): Promise<void>
  /** The subscribers of two topics, or users; their streams are closed when `act` is done. */
  topics(act: (one: TopicAudience, other: TopicAudience) => Promise<void>): Promise<void>
  /** How many streams the server counts as open; Unobserved where it does not tell. */
  subscriberCount(): Promise<number>
  /** Its memory in bytes, where that can be seen. */
  memory(): Promise<number | undefined>
  /** How many streams are many. */
  readonly subscribers: number
  /** The line that a finding is about, in the place of what was recorded before. */
  show(finding: Finding): void
}
