import type { Duplex } from 'node:stream'

/** What one look at a connection brings. Times are those of performance.now(). */
export type Read = { readonly at: number } & (
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  | { /** The other side has said all. */ readonly kind: 'close' }
  | { readonly kind: 'reset'; readonly reason: string }
  | { /** The signal aborted. */ readonly kind: 'left' }
)

export type Reads = {
  /** The next bytes; nothing is read from the connection before somebody asks. */
  next(): Promise<Read>
  /** Takes the listeners off; the connection itself has an owner. */
  release(): void
}

/** Reads a connection when asked to, so that what is not asked for stays with the sender. */
export const readsOf = (socket: Duplex, signal: AbortSignal): Reads => {
  let wake = () => {}
  let failure: Error | undefined
  const onChange = () => wake()
  const onError = (error: Error) => {
    failure = error
    wake()
  }
  for (const event of ['readable', 'end', 'close'] as const) socket.on(event, onChange)
  socket.on('error', onError)
  signal.addEventListener('abort', onChange)

  const look = (): Read | undefined => {
    const at = performance.now()
    if (signal.aborted) return { kind: 'left', at }
    const bytes = socket.read() as Buffer | null
    if (bytes) return { kind: 'bytes', bytes, at }
    if (socket.readableEnded) return { kind: 'close', at }
    if (failure ?? socket.destroyed) return { kind: 'reset', reason: reasonOf(failure), at }
    return undefined
  }
  return {
    async next() {
      for (;;) {
        const woken = new Promise<void>((resolve) => {
          wake = resolve
        })
        const read = look()
        if (read?.kind === 'close' && (await isReset(socket))) return { kind: 'reset', reason: reasonOf(undefined), at: read.at }
        if (read) return read
        await woken
      }
    },
    release() {
      for (const event of ['readable', 'end', 'close'] as const) socket.off(event, onChange)
      socket.off('error', onError)
      signal.removeEventListener('abort', onChange)
    },
  }
}

/** Where a reset follows bytes at once, Node tells it as a close; writing then fails, which it does not after a mere close. */
const isReset = (socket: Duplex): Promise<boolean> =>
  new Promise((resolve) => {
    if (!socket.allowHalfOpen || !socket.writable) return resolve(false)
    socket.write('\r\n', (error) => resolve(error !== null && error !== undefined))
    return undefined
  })

const reasonOf = (failure: Error | undefined): string => {
  const code = (failure as NodeJS.ErrnoException | undefined)?.code
  if (code === 'ECONNRESET' || failure === undefined) return 'the connection was reset'
  return `the connection broke (${code ?? failure.message})`
}
