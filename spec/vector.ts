import type { Decoded } from './event.ts'

/** A piece of a stream: text (UTF-8), or bytes that are no text. */
export type StreamPiece = string | { readonly base64: string }

/** Bytes and what they mean. The pieces are joined; they are for the eye, not cuts. */
export type Vector = {
  readonly id: string
  readonly title: string
  /** The id of the clause that gives the bytes their meaning. */
  readonly clause: string
  readonly stream: readonly StreamPiece[]
  readonly decoded: Decoded
  /** Where a wrong reading would show; a target that does not expose it is not judged. Default: the events and their data. */
  readonly shownBy?: 'type' | 'lastEventId' | 'retry' | 'id'
}

const utf8 = new TextEncoder()

/** The bytes of a vector's stream. */
export const bytesOf = (vector: Pick<Vector, 'stream'>): Uint8Array => {
  const pieces = vector.stream.map((piece) => (typeof piece === 'string' ? utf8.encode(piece) : fromBase64(piece.base64)))
  const bytes = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0))
  let offset = 0
  for (const piece of pieces) {
    bytes.set(piece, offset)
    offset += piece.length
  }
  return bytes
}

const fromBase64 = (text: string): Uint8Array => Uint8Array.from(atob(text), (char) => char.charCodeAt(0))

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Bytes as a document carries them: text where they are UTF-8, else base64. */
export const pieceOf = (bytes: Uint8Array): StreamPiece => {
  try {
    return strict.decode(bytes)
  } catch {
    return { base64: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')) }
  }
}
