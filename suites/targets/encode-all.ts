import type { EventInput } from '../../spec/event.ts'

/** What an encoder module exports by default. A throw or a rejection refuses the event. */
export type Encode = (event: EventInput) => string | Uint8Array | Promise<string | Uint8Array>

/** What an encoder made of some events: their stream, or its refusal in its own words. */
export type Written = { readonly bytes: Uint8Array } | { readonly refused: string }

/** A thing that is neither text nor bytes was returned. */
export type Unusable = { readonly unusable: string }

const utf8 = new TextEncoder()

/** Writes events one after another, up to the first that is refused; text becomes UTF-8, a lone surrogate in it U+FFFD. */
export const encodeAll = async (encode: Encode, events: readonly EventInput[]): Promise<Written | Unusable> => {
  const pieces: Uint8Array[] = []
  for (const event of events) {
    let piece: unknown
    try {
      piece = await encode(event)
    } catch (error) {
      return { refused: error instanceof Error ? (error.stack ?? `${error}`) : String(error) }
    }
    if (typeof piece === 'string') pieces.push(utf8.encode(piece))
    else if (piece instanceof Uint8Array)
      pieces.push(piece.slice()) // an encoder may use the same bytes again
    else return { unusable: `encode() returned ${piece === null ? 'null' : typeof piece}` }
  }
  return { bytes: Buffer.concat(pieces) }
}
