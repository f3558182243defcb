import type { Grant } from './access.ts'
import type { EventStreamServerOptions } from './server.ts'
import type { ServerSteps } from './steps.ts'
import { createSubscriber, type Sink, type Subscriber } from './subscriber.ts'
import type { Selection } from './topics.ts'

type Options = Pick<EventStreamServerOptions, 'keepAlive' | 'queue' | 'lifetime' | 'onSubscribers'>

/** Who has a stream, and what is for them. */
export type Member = { readonly grant: Grant; readonly selection: Selection }

/** All streams that are open, each with its grant, and the timers they need. */
export const createAudience = (steps: ServerSteps, options: Options) => {
  const { keepAlive = 15_000, queue = 2 ** 20, lifetime = Number.POSITIVE_INFINITY, onSubscribers } = options
  const all = new Map<Subscriber, Member>()
  let beat: ReturnType<typeof setInterval> | undefined

  const send = (bytes: Uint8Array, topics?: readonly string[]) => {
    for (const [subscriber, { selection, grant }] of all) {
      if (steps.isFor(topics, selection, grant)) subscriber.send(bytes)
    }
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
      for (const subscriber of all.keys()) finish(subscriber, last)
    },
    revoke(isRevoked: (grant: Grant) => boolean) {
      for (const [subscriber, { grant }] of all) {
        if (steps.isRevoked(grant, isRevoked)) finish(subscriber, steps.bytes(steps.closing(undefined)))
      }
    },
    join({ grant, selection }: Member, first: readonly Uint8Array[], sink: Sink, signal?: AbortSignal): Subscriber {
      const subscriber = createSubscriber(first.filter(isSome), queue, sink, () => {
        age.stop()
        signal?.removeEventListener('abort', abort)
        all.delete(subscriber)
        changed()
      })
      const abort = () => subscriber.leave(signal?.reason)
      signal?.addEventListener('abort', abort)
      const end = Math.min(Date.now() + lifetime, steps.until(grant) ?? Number.POSITIVE_INFINITY)
      const age = at(end, () => finish(subscriber, steps.bytes(steps.closing(undefined))))
      if (all.size === 0) beat = setInterval(() => send(steps.bytes(steps.keepAlive())), keepAlive) // delivery.keep-alive
      all.set(subscriber, { grant, selection })
      changed()
      if (signal?.aborted) abort()
      return subscriber
    },
  }
}

const isSome = ({ length }: Uint8Array) => length > 0

/** Calls back at a time in milliseconds since 1970; timers take 31 bits only, so the far future is reached in steps. */
const at = (time: number, then: () => void) => {
  const longest = 2 ** 31 - 1
  let timer: ReturnType<typeof setTimeout> | undefined
  const wait = (left: number) => {
    timer = setTimeout(() => (left > longest ? wait(time - Date.now()) : then()), Math.min(left, longest))
  }
  if (time !== Number.POSITIVE_INFINITY) wait(time - Date.now())
  return { stop: () => clearTimeout(timer) }
}
