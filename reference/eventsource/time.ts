/** The longest that a timer can be set to, in milliseconds; beyond it, it rings at once. */
const longestTimer = 2 ** 31 - 1

/** Resolves no earlier than after so many milliseconds; or at once, when aborted. */
export const waitAtLeast = async (milliseconds: number, signal: AbortSignal): Promise<void> => {
  const due = performance.now() + milliseconds
  for (let left = milliseconds; left > 0 && !signal.aborted; left = due - performance.now()) {
    await ring(Math.min(Math.ceil(left), longestTimer), signal) // timers may ring a fraction early
  }
}

const ring = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const stop = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
      resolve()
    }
    const timer = setTimeout(stop, milliseconds)
    signal.addEventListener('abort', stop)
  })

declare const setImmediate: ((act: () => void) => unknown) | undefined

/** A task of its own: what the one before has promised is settled by then. */
export const nextTask = (): Promise<void> =>
  new Promise((resolve) => {
    if (typeof setImmediate === 'function') setImmediate(resolve)
    else inChannel(resolve)
  })

/** Where there is no setImmediate, as in browsers; their timers would take 4 ms each. */
const inChannel = (act: () => void): void => {
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = () => {
    port1.close()
    act()
  }
  port2.postMessage(null)
}
