import { setMaxListeners } from 'node:events'

/**
 * Runs `act` with a signal that aborts with `reason` after `milliseconds`, or with the parent's reason when that aborts.
 * Settles right after the abort at the latest, also when `act` pays no attention to it; what `act` has at hand by then still counts.
 */
export const within = async <Result>(
  milliseconds: number,
  parent: AbortSignal,
  reason: Error,
  act: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> => {
  const timed = timedSignal(milliseconds, reason, parent)
  try {
    return await Promise.race([act(timed.signal), rejectionOf(timed.signal)])
  } finally {
    timed.release()
  }
}

/**
 * A signal that aborts with `reason` after `milliseconds`, or when the parent does: with `parentReason`, or else with the parent's own.
 * Whoever asks for it releases it.
 */
export const timedSignal = (milliseconds: number, reason: Error, parent: AbortSignal | undefined, parentReason?: Error) => {
  const controller = new AbortController()
  setMaxListeners(0, controller.signal) // as many listen as there are cases at a time
  const follow = () => controller.abort(parentReason ?? parent?.reason)
  const timer = setTimeout(() => controller.abort(reason), Math.min(milliseconds, 2 ** 31 - 1))
  if (parent?.aborted) follow()
  else parent?.addEventListener('abort', follow, { once: true })
  return {
    signal: controller.signal,
    release() {
      clearTimeout(timer)
      parent?.removeEventListener('abort', follow)
    },
  }
}

const rejectionOf = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const rejectSoon = () => setImmediate(() => reject(signal.reason))
    if (signal.aborted) rejectSoon()
    signal.addEventListener('abort', rejectSoon, { once: true })
  })
