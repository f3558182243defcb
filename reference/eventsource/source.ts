import type { ServerSentEvent } from '../../spec/event.ts'
import type { Steps as DecodingSteps } from '../decoder/steps.ts'
import type { EventSourceOptions } from './options.ts'

export const CONNECTING = 0
export const OPEN = 1
export const CLOSED = 2

/** What the steps act on: the values of HTML 9.2.2, and where its events fire. */
export type Source = {
  readonly steps: Steps
  readonly target: EventTarget
  readonly url: string
  readonly options: EventSourceOptions
  /** Aborts the fetch, or the wait for the next. */
  readonly closing: AbortController
  readyState: typeof CONNECTING | typeof OPEN | typeof CLOSED
  /** The last event ID string. */
  lastEventId: string
  /** In milliseconds. */
  reconnectionTime: number
  /** Attempts in a row that nothing has answered. */
  failures: number
}

/** What follows when a fetch is over, and why. */
export type Next = { readonly step: 'reestablish' | 'fail'; readonly reason: string }

/** The steps of HTML 9.2.2 and 9.2.3, one by one, so that each can be read, and broken, alone. */
export type Steps = {
  /** How the body is read (HTML 9.2.6). */
  readonly decoding: DecodingSteps
  readonly request: (source: Source) => { readonly url: string; readonly init: RequestInit }
  readonly processResponse: (source: Source, response: Response) => Promise<Next>
  readonly networkError: (source: Source, error: unknown) => Next
  readonly announce: (source: Source) => Promise<void>
  readonly interpret: (source: Source, response: Response) => Promise<Next>
  readonly dispatch: (source: Source, event: ServerSentEvent, origin: string) => Promise<void>
  readonly reestablish: (source: Source, reason: string) => Promise<void>
  readonly fail: (source: Source, reason: string) => Promise<void>
  readonly delay: (source: Source) => number
  readonly close: (source: Source) => void
}
