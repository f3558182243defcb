import type { ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'

/** Where a sink writes: a response of Node, or what stands before it. */
export type Outlet = {
  write(bytes: Uint8Array): unknown
  end(): unknown
  destroy(): unknown
  /** How many bytes it holds that the other side has not taken. */
  waiting(): number
}

/**
 * Where the stream of a response is written. Node would frame each chunk of HTTP/1.1 (RFC 9112, 7.1) for each response, and hand it to
 * the system in four pieces; here a chunk is framed once for all who are sent the same, and is one piece.
 */
export const createOutlets = (): ((response: ServerResponse) => Outlet) => {
  const frame = createFraming()
  return (response) => {
    const outlet = plainOutlet(response)
    // HTTP/1.0 and HTTP/2 know no chunks; and who has put a `write` of its own before the response, such as a compressor, wants plain bytes.
    if (response.chunkedEncoding !== true || Object.hasOwn(response, 'write')) return outlet
    response.chunkedEncoding = false // what the head says stands: from here on chunks come framed
    return { ...outlet, write: (bytes) => response.write(frame(bytes)), end: () => response.end('0\r\n\r\n') }
  }
}

const plainOutlet = (response: ServerResponse): Outlet => ({
  write: (bytes) => response.write(bytes),
  end: () => response.end(),
  destroy: () => response.destroy(),
  waiting: () => response.writableLength,
})

/** The same behind a compressor, which is freed when the response closes. */
export const codedOutlet = (coder: Duplex, response: ServerResponse): Outlet => {
  coder.pipe(response)
  coder.on('error', () => response.destroy())
  response.once('close', () => coder.destroy())
  return {
    write: (bytes) => coder.write(bytes),
    end: () => coder.end(),
    destroy: () => response.destroy(),
    waiting: () => coder.writableLength + coder.readableLength + response.writableLength,
  }
}

/** Frames chunks; who comes with the same bytes as the one before gets the same chunk. */
const createFraming = () => {
  const encoder = new TextEncoder()
  let content: Uint8Array | undefined
  let chunk: Uint8Array
  return (bytes: Uint8Array): Uint8Array => {
    if (bytes !== content) {
      content = bytes
      chunk = concat([encoder.encode(`${bytes.length.toString(16)}\r\n`), bytes, encoder.encode('\r\n')])
    }
    return chunk
  }
}

/** All pieces as one. */
export const concat = (pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let offset = 0
  for (const piece of pieces) {
    all.set(piece, offset)
    offset += piece.length
  }
  return all
}
