import type { Frame } from './frames.ts'
import { writeWindowUpdate } from './write-frames.ts'

/** How much the other side may send: of the stream, and of the connection. More than a second of most streams, and little to keep. */
export const windowSize = 256 * 1024

/**
 * Makes room again for DATA that was taken, of one stream and, with it, of the connection (RFC 9113, section 5.2). DATA of other streams counts for
 * the connection only. Whether the other side keeps to its room cannot be told: nothing is read while its bytes are held.
 */
export const createInflow = (stream: number, write: (bytes: Uint8Array) => void) => {
  const giveBackOurs = createWindow((increment) => write(writeWindowUpdate(stream, increment)))
  const giveBackWhole = createWindow((increment) => write(writeWindowUpdate(0, increment)))
  return {
    giveBack(frame: Frame): void {
      if (frame.stream === stream) giveBackOurs(frame.payload.length)
      giveBackWhole(frame.payload.length)
    },
  }
}

/** Grants once it makes a quarter, so that small pieces do not cost a frame each. */
const createWindow = (grant: (increment: number) => void) => {
  let owed = 0
  return (length: number): void => {
    owed += length
    if (owed < windowSize / 4) return
    grant(owed)
    owed = 0
  }
}
