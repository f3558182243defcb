import type { ServerResponse } from 'node:http'
import type { Outlet } from './node-sinks.ts'

/**
 * Where the stream of a response is written. Node would frame each chunk of HTTP/1.1 (RFC 9112, 7.1) for each response, and hand it to
 * the system in four pieces; here a chunk is framed once for all who are sent the same, and is one piece.
 */
export const createOutlets = (): ((response: ServerResponse) => Outlet) => {
  const frame = createFraming()
  return (response) => {
    // HTTP/1.0 and HTTP/2 know no chunks; and who has put a `write` of its own before the response, such as a compressor, wants plain bytes.
    if (response.chunkedEncoding !== true || Object.hasOwn(response, 'write')) return response
    response.chunkedEncoding = false // what the head says stands: from here on chunks come framed
    return {
      write: (bytes) => response.write(frame(bytes)),
      end: () => response.end('0\r\n\r\n'),
      destroy: () => response.destroy(),
    }
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
