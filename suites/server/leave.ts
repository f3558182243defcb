/** A signal that aborts with one other at a time. */
export const createLeave = (first: AbortSignal) => {
  const controller = new AbortController()
  const abort = () => controller.abort()
  let followed: AbortSignal | undefined
  const follow = (next: AbortSignal | undefined) => {
    followed?.removeEventListener('abort', abort)
    followed = next
    next?.addEventListener('abort', abort)
    if (next?.aborted) abort()
  }
  follow(first)
  return { signal: controller.signal, follow, release: () => follow(undefined) }
}
