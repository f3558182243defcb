import type { EventInput } from '../../spec/event.ts'
import { EncodeError } from '../encoder/encode-error.ts'
import type { EventStreamServer } from './server.ts'

/** What a publish hook answers; `text` is JSON where the event was taken, and a sentence where it was not. */
export type HookAnswer = { readonly status: 202 | 400 | 422; readonly text: string }

/**
 * The body of a request to a publish hook, published: one event as JSON with the keys of `EventInput`, each of which may be left out or null.
 * 202: it was sent to whoever listens; 400: it is no such event; 422: the format cannot carry it, and nobody was sent anything.
 */
export const publishText = (server: Pick<EventStreamServer, 'publish'>, body: string): HookAnswer => {
  try {
    server.publish(eventOf(JSON.parse(body)))
    return { status: 202, text: '{}' }
  } catch (error) {
    if (error instanceof EncodeError) return { status: 422, text: error.message }
    if (error instanceof SyntaxError) return { status: 400, text: 'the body is no JSON object' }
    throw error
  }
}

const eventOf = (body: unknown): EventInput => {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new SyntaxError()
  const given = Object.entries(body).filter(([key, value]) => keys.has(key) && value !== null)
  return Object.fromEntries(given) // what is of a wrong type, the encoder refuses
}

const keys: ReadonlySet<string> = new Set<keyof EventInput>(['comment', 'retry', 'id', 'event', 'data'])
