/** Where the bytes of one stream go. */
export type Sink = {
  /** Takes bytes, and tells how many it then holds that the other side has not taken. */
  write(bytes: Uint8Array): number
  /** Nothing follows. What is held is still delivered. */
  end(): void
  /** Breaks the stream off, and forgets what is held. */
  abort(reason: unknown): void
}

/** One stream that is open. */
export type Subscriber = {
  send(bytes: Uint8Array): void
  /** Ends the stream after all that was sent. */
  end(): void
  /** Breaks the stream off. */
  leave(reason: unknown): void
}

/** The content of an answer: given a sink, it begins, until who takes it leaves. It can be taken once. */
export type Content = (sink: Sink) => Pick<Subscriber, 'leave'>

/**
/**
 * A stream that begins with `first`. Whoever lets more than `limit` further bytes wait, two events of any size aside, is broken off,
 * which frees them (fanout.bounded-queue). `onLeave` is called once, however the stream ends.
 */
export const createSubscriber = (first: readonly Uint8Array[], limit: number, sink: Sink, onLeave: () => void): Subscriber => {
  const allowed = limit + first.reduce((sum, { length }) => sum + length, 0)
  let largest = 0
  let isOpen = true
  const close = (how: () => void) => {
    if (!isOpen) return
    isOpen = false
    onLeave()
    how()
  }
  const leave = (reason: unknown) => close(() => sink.abort(reason))
  for (const bytes of first) sink.write(bytes)
  return {
    send(bytes) {
      if (!isOpen) return
      largest = Math.max(largest, bytes.length)
      if (sink.write(bytes) - bytes.length - largest > allowed) leave(new Error('the subscriber does not read what it is sent'))
    },
    end: () => close(() => sink.end()),
    leave,
  }
}

/** The content as a stream of the web, which errors when it is broken off. Cancelling it leaves. */
export const streamOf = (content: Content): ReadableStream<Uint8Array> => {
  let subscriber: ReturnType<Content>
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        subscriber = content({
          write(bytes) {
            controller.enqueue(bytes)
            return -(controller.desiredSize ?? 0)
          },
          end: () => controller.close(),
          abort: (reason) => controller.error(reason),
        })
      },
      cancel: (reason) => subscriber.leave(reason),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: 0 }),
  )
}
