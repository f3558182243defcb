import { malformed } from './flaw.ts'
import type { Frame } from './frames.ts'
import { writeWindowUpdate } from './write-frames.ts'

/** How much the other side may send: of the stream, and of the connection. More than a second of most streams, and little to keep. */
export const windowSize = 256 * 1024

/** The room for DATA of one stream and, with it, of the connection (RFC 9113, section 5.2). DATA of other streams counts for the connection only. */
export const createInflow = (stream: number, write: (bytes: Uint8Array) => void) => {
  const ours = createWindow((increment) => write(writeWindowUpdate(stream, increment)))
  const whole = createWindow((increment) => write(writeWindowUpdate(0, increment)))
  const windowsOf = (frame: Frame) => (frame.stream === stream ? [ours, whole] : [whole])
  return {
    /** Throws a Flaw where the other side sends more than it may. */
    take(frame: Frame): void {
      for (const window of windowsOf(frame)) window.take(frame.payload.length)
    },
    giveBack(frame: Frame): void {
      for (const window of windowsOf(frame)) window.giveBack(frame.payload.length)
    },
  }
}

/** What is given back is granted once it makes a quarter, so that small pieces do not cost a frame each. */
const createWindow = (grant: (increment: number) => void) => {
  let left = windowSize
  let owed = 0
  return {
    take(length: number): void {
      left -= length
      if (left < 0) throw malformed(`the server sent ${-left} bytes more than the flow-control window allows`)
    },
    giveBack(length: number): void {
      owed += length
      if (owed < windowSize / 4) return
      grant(owed)
      left += owed
      owed = 0
    },
  }
}
