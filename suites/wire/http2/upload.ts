import { defaultWindow, largestWindow, maxFrameSize } from './frames.ts'
import type { Line } from './line.ts'
import { writeData } from './write-frames.ts'

export type Upload = ReturnType<typeof createUpload>

/** Sends the content of the request as the other side makes room for it (RFC 9113, section 5.2) and the socket drains. */
export const createUpload = (stream: number, content: Uint8Array, line: Line) => {
  const windows = { stream: defaultWindow, connection: defaultWindow }
  let initial = defaultWindow
  let rest = content

  return {
    pump(): void {
      while (rest.length > 0 && line.drained()) {
        const size = Math.min(rest.length, windows.stream, windows.connection, maxFrameSize)
        if (size <= 0) return
        windows.stream -= size
        windows.connection -= size
        line.write(writeData(stream, rest.subarray(0, size), size === rest.length))
        rest = rest.subarray(size)
      }
    },
    widen(which: 'stream' | 'connection', increment: number): void {
      windows[which] = Math.min(windows[which] + increment, largestWindow)
    },
    /** SETTINGS_INITIAL_WINDOW_SIZE moves the window of a stream that is open, also below zero (section 6.9.2). */
    resize(to: number): void {
      windows.stream += to - initial
      initial = to
    },
  }
}
