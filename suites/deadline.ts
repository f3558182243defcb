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
  clocks.set(timed.signal, timed.clock)
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
  const clock = startClock(milliseconds, () => controller.abort(reason), parent && clocks.get(parent))
  if (parent?.aborted) follow()
  else parent?.addEventListener('abort', follow, { once: true })
  return {
    signal: controller.signal,
    clock,
    release() {
      clock.stop()
      parent?.removeEventListener('abort', follow)
    },
  }
}

/**
 * What `act` takes, up to half a minute, does not count against the time that `within` gave this signal and those above it:
 * work of the kit is no silence of a target. A deadline of the whole run stays where it is.
 */
export const uncounted = async <Result>(signal: AbortSignal, act: () => Promise<Result>): Promise<Result> => {
  const clock = clocks.get(signal)
  const began = performance.now()
  clock?.extend(longestUncounted)
  try {
    return await act()
  } finally {
    clock?.extend(Math.min(0, performance.now() - began - longestUncounted))
  }
}

const longestUncounted = 30_000

type Clock = { extend(milliseconds: number): void; stop(): void }

/** Of the signals that `within` gave. */
const clocks = new WeakMap<AbortSignal, Clock>()

const startClock = (milliseconds: number, ring: () => void, above: Clock | undefined): Clock => {
  let due = performance.now() + milliseconds
  let stopped = false
  const set = () => setTimeout(ring, Math.max(0, Math.min(due - performance.now(), 2 ** 31 - 1)))
  let timer = set()
  return {
    extend(by) {
      above?.extend(by)
      due += by
      clearTimeout(timer)
      if (!stopped) timer = set()
    },
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}

const rejectionOf = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const rejectSoon = () => setImmediate(() => reject(signal.reason))
    if (signal.aborted) rejectSoon()
    signal.addEventListener('abort', rejectSoon, { once: true })
  })
