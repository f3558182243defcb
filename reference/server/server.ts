import type { EventInput } from '../../spec/event.ts'
import { type Answer, type Asked, type Kept, type ServerSteps, standard } from './steps.ts'
import { type Content, createSubscriber, type Sink, type Subscriber, streamOf } from './subscriber.ts'

export type EventStreamServerOptions = {
  /** The reconnection time that every stream begins with, in milliseconds. Default: none is sent. */
  readonly retry?: number
  /** How many events are kept for those who resume. Default: 1000. */
  readonly history?: number
  /** Milliseconds between two keep-alive comments. Default: 15 000. */
  readonly keepAlive?: number
  /** The origins that may read the stream, each as a browser writes it, such as `https://example.com`. Default: none. */
  readonly origins?: readonly string[]
  /** How many bytes may wait for a subscriber that does not read; beyond, its stream is broken off. Default: 1 048 576. */
  readonly queue?: number
  /** Milliseconds after which a stream ends, for clients to come back. Default: never. */
  readonly lifetime?: number
  /** Told how many streams are open, whenever that changes. */
  readonly onSubscribers?: (count: number) => void
}

/** Streams for all who ask, and what they are sent. */
export type EventStreamServer = {
  /** Sends an event to every stream that is open; with an `id` or data it is kept for those who resume. Throws an EncodeError as `encode` does. */
  publish(event: EventInput): void
  /** The answer to a request (web standard). Its stream is freed when the body is cancelled or the signal of the request aborts. */
  respond(request: Request): Response
  /** The same, for adapters: the head, and the content where there is any. */
  answer(asked: Asked, signal?: AbortSignal): Answered
  /** How many streams are open. */
  readonly subscribers: number
  /** Ends every open stream after a complete event, with a last reconnection time if given. Who asks later gets a stream again. */
  close(options?: { readonly retry?: number }): void
}

/** An answer with its content, which nobody is subscribed to until it is taken. */
export type Answered = Omit<Answer, 'content'> & { readonly content: Content | null }

/** A server of event streams (HTML 9.2) without a transport: `respond` suits whatever speaks Request and Response, `nodeListener` suits Node. */
export const createEventStreamServer = (options: EventStreamServerOptions = {}): EventStreamServer =>
  buildEventStreamServer(standard, options)

/** A server made of the given steps: the standard's, or those of a mutant. */
export const buildEventStreamServer = (steps: ServerSteps, options: EventStreamServerOptions): EventStreamServer => {
  const { history = 1000, origins = [], retry } = options
  const rules = { origins, retry }
  const log: Kept[] = []
  const audience = createAudience(steps, options)

  const answer = (asked: Asked, signal?: AbortSignal): Answered => {
    const { content, ...head } = steps.answer(asked, rules, steps)
    if (content === 'none') return { ...head, content: null } // disconnect.head: nothing is subscribed
    const take: Content = (sink) => {
      const missed = steps.replay(log, lastEventIdOf(asked)).map(({ bytes }) => bytes)
      return audience.join([steps.bytes(steps.opening(rules)), ...missed], sink, signal)
    }
    return { ...head, content: take }
  }

  return {
    answer,
    respond(request) {
      const asked: Asked = { method: request.method, field: (name) => request.headers.get(name) }
      const { status, fields, content } = answer(asked, request.signal)
      return new Response(content && streamOf(content), { status, headers: fields.map(([...field]) => field) })
    },
    publish(event) {
      const bytes = steps.bytes(steps.event(event))
      if (event.id !== undefined || event.data !== undefined) log.push({ id: event.id, bytes })
      if (log.length > history) log.shift()
      audience.send(bytes)
    },
    get subscribers() {
      return audience.size
    },
    close: ({ retry } = {}) => audience.end(steps.bytes(steps.closing(retry))),
  }
}

/** All streams that are open, and the timers they need. */
const createAudience = (steps: ServerSteps, options: EventStreamServerOptions) => {
  const { keepAlive = 15_000, queue = 2 ** 20, lifetime, onSubscribers } = options
  const all = new Set<Subscriber>()
  let beat: ReturnType<typeof setInterval> | undefined

  const send = (bytes: Uint8Array) => {
    for (const subscriber of all) subscriber.send(bytes)
  }
  const finish = (subscriber: Subscriber, last: Uint8Array) => {
    if (last.length > 0) subscriber.send(last)
    subscriber.end()
  }
  const changed = () => {
    if (all.size === 0) clearInterval(beat)
    onSubscribers?.(all.size)
  }

  return {
    send,
    get size() {
      return all.size
    },
    end(last: Uint8Array) {
      for (const subscriber of all) finish(subscriber, last)
    },
    join(first: readonly Uint8Array[], sink: Sink, signal?: AbortSignal): Subscriber {
      const subscriber = createSubscriber(first.filter(isSome), queue, sink, () => {
        clearTimeout(age)
        signal?.removeEventListener('abort', abort)
        all.delete(subscriber)
        changed()
      })
      const abort = () => subscriber.leave(signal?.reason)
      signal?.addEventListener('abort', abort)
      const age = lifetime === undefined ? undefined : setTimeout(() => finish(subscriber, steps.bytes(steps.closing(undefined))), lifetime)
      if (all.size === 0) beat = setInterval(() => send(steps.bytes(steps.keepAlive())), keepAlive) // delivery.keep-alive
      all.add(subscriber)
      changed()
      if (signal?.aborted) abort()
      return subscriber
    },
  }
}

const isSome = ({ length }: Uint8Array) => length > 0

/** Fields come one character a byte; IDs are UTF-8 in them (resume.utf8-id). What is no UTF-8 is an ID that nobody was given. */
const lastEventIdOf = ({ field }: Asked): string | null => {
  const value = field('last-event-id')
  return value === null ? null : new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(value, (char) => char.charCodeAt(0)))
}
