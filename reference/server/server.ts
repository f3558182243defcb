import type { EventInput } from '../../spec/event.ts'
import { type Authorize, createPending, type Grant, isRefusal } from './access.ts'
import { createAudience, type Member } from './audience.ts'
import { memoryLog, type ReplayLog } from './replay-log.ts'
import type { GapNotice } from './resumption.ts'
import { type Answer, type Asked, type ServerSteps, standard } from './steps.ts'
import { type Content, streamOf } from './subscriber.ts'

export type EventStreamServerOptions = {
  /** The reconnection time that every stream begins with, in milliseconds. Default: none is sent. */
  readonly retry?: number
  /** How many events are kept in memory for those who resume, as far as they take no more than 64 MiB. Default: 1000. */
  readonly history?: number
  /** Keeps them in the place of the memory. */
  readonly log?: ReplayLog
  /**
   * The event that is sent first to whoever resumes with an ID that is not kept any more, or never was: some events may be lost to it
   * (resume.expired-id). A type of its own tells it apart, as in `{ event: 'reset', data: '' }`; listeners load everything anew. Default: none.
   */
  readonly gap?: GapNotice
  /** The topics that there are; whoever asks for another is answered with 404. Default: any may be asked for. */
  readonly topics?: readonly string[]
  /** Milliseconds between two keep-alive comments. Default: 15 000. */
  readonly keepAlive?: number
  /** The origins that may read the stream, each as a browser writes it, such as `https://example.com`. Default: none. */
  readonly origins?: readonly string[]
  /** Pages of these origins may send cookies along. Default: false. */
  readonly credentials?: boolean
  /** Decides who gets a stream. Default: everyone does. A decision that throws is answered with 500. */
  readonly authorize?: Authorize
  /** Told what `authorize` throws. */
  readonly onError?: (error: unknown) => void
  /** How many bytes may wait for a subscriber that does not read, two events of any size aside; beyond, its stream is broken off. Default: 1 048 576. */
  readonly queue?: number
  /** Milliseconds after which a stream ends, for clients to come back. Default: never. */
  readonly lifetime?: number
  /** Told how many streams are open, whenever that changes. */
  readonly onSubscribers?: (count: number) => void
}

/** Streams for all who ask, and what they are sent. */
export type EventStreamServer = {
  /**
   * Sends an event to every stream that is open, or where it has topics, to those that are to get one of them.
   * With an `id` or data it is kept for those who resume. Throws an EncodeError as `encode` does.
   */
  publish(event: EventInput, options?: { readonly topics?: readonly string[] }): void
  /** The answer to a request (web standard). Its stream is freed when the body is cancelled or the signal of the request aborts. */
  respond(request: Request): Promise<Response>
  /** The same, for adapters: the head, and the content where there is any. */
  answer(asked: Asked, signal?: AbortSignal): Promise<Answered>
  /** Ends the streams whose grant this is true of, at once and after a complete event, and refuses those that are being decided on. What comes back is for `authorize` to refuse. */
  revoke(isRevoked: (grant: Grant) => boolean): void
  /** How many streams are open. */
  readonly subscribers: number
  /** Ends every open stream after a complete event, with a last reconnection time if given. Who asks later gets a stream again. */
  close(options?: { readonly retry?: number }): void
}

/** An answer with its content, which nobody is subscribed to until it is taken. */
export type Answered = Omit<Answer, 'content'> & { readonly content: Content | null }

/**
 * A server of event streams (HTML 9.2) without a transport: `respond` suits whatever speaks Request and Response, `nodeListener` suits Node.
 * Throws an EncodeError where the format cannot carry the `gap`.
 */
export const createEventStreamServer = (options: EventStreamServerOptions = {}): EventStreamServer =>
  buildEventStreamServer(standard, options)

/** A server made of the given steps: the standard's, or those of a mutant. */
export const buildEventStreamServer = (steps: ServerSteps, options: EventStreamServerOptions): EventStreamServer => {
  const { history = 1000, log = memoryLog(history, steps.replay), origins = [] } = options
  const rules = { ...options, origins }
  const notice = steps.bytes(steps.gap(rules))
  const audience = createAudience(steps, options)
  const pending = createPending()

  const missed = (asked: Asked, { grant, selection }: Member) => {
    const lastEventId = lastEventIdOf(asked)
    if (lastEventId === null || lastEventId === '') return []
    const after = log.after(lastEventId).filter((kept) => steps.isFor(kept.topics, selection, grant)) // access.foreign-id
    const told = log.holds(lastEventId) ? [] : [notice]
    return [...told, ...after.map(({ bytes }) => bytes)]
  }
  const answer = async (asked: Asked, signal?: AbortSignal): Promise<Answered> => {
    const decision = await pending.decide(asked, rules, steps)
    const [grant, selection] = isRefusal(decision) ? [{}, decision] : [decision, steps.select(asked, rules, decision)]
    const { content, ...head } = isRefusal(selection) ? steps.refuse(selection, asked, rules, steps) : steps.answer(asked, rules, steps)
    if (content === 'none') return { ...head, content: null } // disconnect.head: nothing is subscribed
    const member = { grant, selection: isRefusal(selection) ? {} : selection }
    const take: Content = (sink) => audience.join(member, [steps.bytes(steps.opening(rules)), ...missed(asked, member)], sink, signal)
    return { ...head, content: take }
  }

  return {
    answer,
    async respond(request) {
      const asked: Asked = { method: request.method, target: request.url, field: (name) => request.headers.get(name) }
      const { status, fields, content } = await answer(asked, request.signal)
      return new Response(content && streamOf(content), { status, headers: fields.map(([...field]) => field) })
    },
    publish(event, { topics } = {}) {
      const bytes = steps.bytes(steps.event(event))
      if (event.id !== undefined || event.data !== undefined) log.append({ id: event.id, topics, bytes })
      audience.send(bytes, topics)
    },
    revoke(isRevoked) {
      pending.revoke(isRevoked)
      audience.revoke(isRevoked)
    },
    get subscribers() {
      return audience.size
    },
    close: ({ retry } = {}) => audience.end(steps.bytes(steps.closing(retry))),
  }
}

/** Fields come one character a byte; IDs are UTF-8 in them (resume.utf8-id). What is no UTF-8 is an ID that nobody was given. */
const lastEventIdOf = ({ field }: Asked): string | null => {
  const value = field('last-event-id')
  return value === null ? null : new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(value, (char) => char.charCodeAt(0)))
}
