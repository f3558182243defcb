import { createLatch } from '../latch.ts'

/** How long a client takes to come back, and how often it fails to. */
export type Pace = ReturnType<typeof createPace>

/** Beyond this, a client that waits longer with each return is replaced by another, in milliseconds. */
const tooSlow = 1000

/**
 * So many errors in a row without a request: something keeps the client from asking, such as an ID that it cannot write. Told to come
 * back quickly, it would go on like that until time is up, and leave the machine no time for anybody else.
 */
const most = 100

export const createPace = () => {
  let began = 0
  let longest = 0
  let errors = 0
  const stuck = createLatch<number>()
  return {
    /** Tells when the client has failed so often. */
    stuck: stuck.promise,
    left() {
      began = performance.now()
    },
    came(at: number) {
      errors = 0
      if (began > 0) longest = Math.max(longest, at - began)
    },
    failed() {
      errors += 1
      if (errors === most) stuck.open(errors)
    },
    isSlow: () => longest > tooSlow,
  }
}
