import { concat, type Outlet } from './node-outlets.ts'
import type { Sink } from './subscriber.ts'

/** How many bytes of one turn are held before they are written nevertheless. */
const most = 65_536

/**
 * Sinks that write in one piece what came in one turn of the event loop. With thousands of streams the writes are what costs:
 * a server that falls behind catches up by writing longer pieces instead of more of them.
 */
export const createSinks = (): ((outlet: Outlet) => Sink) => {
  const join = createJoin()
  let flushes: (() => void)[] = []
  const flushAll = () => {
    const due = flushes
    flushes = []
    for (const flush of due) flush()
  }

  return (outlet) => {
    let held: Uint8Array[] = []
    let length = 0
    const flush = () => {
      if (held.length > 0) outlet.write(join(held)) // delivery.flush
      held = []
      length = 0
    }
    return {
      write(bytes) {
        if (held.length === 0 && flushes.push(flush) === 1) setImmediate(flushAll)
        held.push(bytes)
        length += bytes.length
        if (length > most) flush()
        return length + outlet.waiting()
      },
      end() {
        flush()
        outlet.end() // http.chunked-complete
      },
      abort() {
        held = []
        outlet.destroy() // what was not read is not to be ended as if it were whole
      },
    }
  }
}

/** Joins pieces. Most sinks hold the same as the one before: they share the bytes. */
const createJoin = () => {
  let pieces: readonly Uint8Array[] = []
  let joined = new Uint8Array()
  return (next: readonly Uint8Array[]): Uint8Array => {
    if (next.length === 1 && next[0]) return next[0]
    if (next.length !== pieces.length || next.some((piece, index) => piece !== pieces[index])) {
      pieces = next
      joined = concat(next)
    }
    return joined
  }
}
