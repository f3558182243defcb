import type { Ask } from './requests.ts'

/**
 * How long the heads of responses are waited for. A server that serves one client at a time answers nobody while its stream is watched:
 * as long as no second client was seen served, the time counts again from the end of the watch.
 */
export const createPatience = (timeout: number, watched: AbortSignal, ended: AbortSignal) => {
  let isServingSeveral = false
  return {
    waitingFor(ask: Ask) {
      const controller = new AbortController()
      const giveUp = () => controller.abort()
      const startAnew = () => {
        timer = setTimeout(giveUp, timeout)
      }
      const onTime = () => {
        if (ask === 'watch' || isServingSeveral || watched.aborted) giveUp()
        else watched.addEventListener('abort', startAnew, { once: true })
      }
      let timer = setTimeout(onTime, timeout)
      ended.addEventListener('abort', giveUp)
      if (ended.aborted) giveUp()
      return {
        signal: controller.signal,
        onServed() {
          if (!watched.aborted) isServingSeveral = true
        },
        release() {
          clearTimeout(timer)
          watched.removeEventListener('abort', startAnew)
          ended.removeEventListener('abort', giveUp)
        },
      }
    },
  }
}
