/** One stream that is open. */
export type Subscriber = {
  readonly content: ReadableStream<Uint8Array>
  send(bytes: Uint8Array): void
  /** Ends the stream once all that was sent is read. */
  end(): void
  /** Breaks the stream off, and forgets what waits in it. */
  leave(reason: unknown): void
}

/**
 * A stream that begins with `first`. Whoever lets more than `limit` further bytes wait, one event of any size aside, is no longer
 * sent anything: the stream errors, which frees them (fanout.bounded-queue). `onLeave` is called once, however the stream ends.
 */
export const createSubscriber = (first: readonly Uint8Array[], limit: number, onLeave: () => void): Subscriber => {
  const most = limit + lengthOf(first)
  let isOpen = true
  let controller: ReadableStreamDefaultController<Uint8Array>
  const close = (how: () => void) => {
    if (!isOpen) return
    isOpen = false
    onLeave()
    how()
  }
  const leave = (reason: unknown) => close(() => controller.error(reason))
  const content = new ReadableStream<Uint8Array>(
    {
      start(started) {
        controller = started
        for (const bytes of first) controller.enqueue(bytes)
      },
      cancel: () => close(() => {}),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: most }),
  )
  return {
    content,
    send(bytes) {
      if (!isOpen) return
      const room = controller.desiredSize ?? 0
      if (room < bytes.length && room < most) leave(new Error('the subscriber does not read what it is sent'))
      else controller.enqueue(bytes)
    },
    end: () => close(() => controller.close()),
    leave,
  }
}

const lengthOf = (chunks: readonly Uint8Array[]) => chunks.reduce((sum, { length }) => sum + length, 0)
