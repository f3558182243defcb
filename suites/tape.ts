import { annotate } from '../reference/decoder/annotate.ts'
import type { Wire, WireLine } from '../spec/verdict.ts'

/** Records what crosses the border while one case runs. */
export type Tape = {
  /** Bytes of an event stream that the kit sent. */
  sentStream(bytes: Uint8Array): void
  /** A line of text that the target answered. */
  receivedLine(text: string): void
  /** The stream that was sent last. */
  lastStream(): Uint8Array | undefined
  wire(): Wire | undefined
}

/** The most that is kept per direction, in bytes. */
const cap = 65_536

export const createTape = (now: () => number = () => performance.now()): Tape => {
  const began = now()
  const lines: WireLine[] = []
  const length = { sent: 0, received: 0 }
  const omitted = { sent: 0, received: 0 }
  let last: Uint8Array | undefined
  const add = (direction: WireLine['direction'], bytes: WireLine['bytes'], size: number, reading?: string) => {
    if (length[direction] + size > cap) {
      omitted[direction] += size
      return
    }
    length[direction] += size
    lines.push({ at: Math.round(now() - began), direction, bytes, ...(reading === undefined ? {} : { reading }) })
  }
  return {
    sentStream(bytes) {
      last = bytes
      for (const line of annotate(bytes)) add('sent', textOrBase64(line.bytes), line.bytes.length, line.reading)
    },
    receivedLine: (text) => add('received', text, text.length),
    lastStream: () => last,
    wire: () => (lines.length === 0 ? undefined : { lines, omitted }),
  }
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

const textOrBase64 = (bytes: Uint8Array): WireLine['bytes'] => {
  try {
    return strict.decode(bytes)
  } catch {
    return { base64: Buffer.from(bytes).toString('base64') }
  }
}
