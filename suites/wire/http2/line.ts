import type { Duplex } from 'node:stream'

/** A connection, read and written at the pace of both sides. */
export type Line = ReturnType<typeof openLine>

/** What may wait to be sent before nothing more is read: whoever floods with PING gets no more answers than it takes. */
const backlog = 64 * 1024

/** Listens to the socket until `release`; reads only when asked to, so that whatever was received before an error is still read. */
export const openLine = (socket: Duplex, signal: AbortSignal) => {
  let wake = () => {}
  let over = socket.destroyed || socket.readableEnded
  let failure: Error | undefined = socket.errored ?? undefined

  const ring = () => wake()
  const finish = () => {
    over = true
    ring()
  }
  const fail = (error: Error) => {
    failure ??= error
    finish()
  }
  const release = listen(socket, { readable: ring, drain: ring, end: finish, close: finish, error: fail })
  signal.addEventListener('abort', ring)

  const crowded = () => !over && socket.writableNeedDrain && socket.writableLength > backlog
  return {
    write(bytes: Uint8Array): void {
      if (socket.writable) socket.write(bytes)
    },
    drained: () => socket.writable && !socket.writableNeedDrain,
    failure: () => failure,
    /** The bytes that came next; undefined when the signal has aborted or nothing more comes. `act` is called ahead of each attempt. */
    async next(act: () => void): Promise<Uint8Array | undefined> {
      for (;;) {
        if (signal.aborted) return undefined
        act()
        const bytes: Uint8Array | null = crowded() ? null : socket.read()
        if (bytes) return bytes
        if (over) return undefined
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    },
    release(): void {
      release()
      signal.removeEventListener('abort', ring)
    },
  }
}

type Listeners = Readonly<Record<string, (error: Error) => void>>

const listen = (socket: Duplex, listeners: Listeners) => {
  for (const [event, listener] of Object.entries(listeners)) socket.on(event, listener)
  return () => {
    for (const [event, listener] of Object.entries(listeners)) socket.off(event, listener)
  }
}
