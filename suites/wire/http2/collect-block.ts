import type { Field } from '../wire.ts'
import { createFieldDecoder } from './decode-fields.ts'
import { malformed, tooLarge } from './flaw.ts'
import { type Frame, flags, frameTypes, has, typeName } from './frames.ts'
import { carriedBy } from './payloads.ts'

export type Block = { readonly stream: number; readonly endStream: boolean; readonly fields: readonly Field[] }

type Open = Omit<Block, 'fields'> & { readonly pieces: Uint8Array[]; size: number }

/** Each CONTINUATION counts with its head, too, so that a flood of empty ones ends. */
const headSize = 9

/**
 * Joins HEADERS and its CONTINUATION to a block (RFC 9113, section 4.3). Shown every frame, since no other may stand between them.
 * Blocks of all streams are decoded: they share one table.
 */
export const createBlockCollector = (limit: number): ((frame: Frame) => Block | undefined) => {
  const decode = createFieldDecoder(limit)
  let open: Open | undefined

  const add = (into: Open, piece: Uint8Array) => {
    into.pieces.push(piece)
    into.size += piece.length + headSize
    if (into.size > limit) throw tooLarge(`the server sent a header block of more than ${limit} bytes`)
  }
  const close = ({ stream, endStream, pieces }: Open): Block => {
    open = undefined
    return { stream, endStream, fields: decode(Buffer.concat(pieces)) }
  }
  return (frame) => {
    checkOrder(frame, open)
    if (frame.type !== frameTypes.HEADERS && !open) return undefined
    open ??= { stream: frame.stream, endStream: has(frame, flags.END_STREAM), pieces: [], size: 0 }
    add(open, frame.type === frameTypes.HEADERS ? carriedBy(frame) : frame.payload)
    return has(frame, flags.END_HEADERS) ? close(open) : undefined
  }
}

const checkOrder = ({ type, stream }: Frame, open: Open | undefined) => {
  const continues = type === frameTypes.CONTINUATION
  if (continues && !open) throw malformed('the server sent CONTINUATION without HEADERS before it')
  if (open && !(continues && stream === open.stream)) {
    throw malformed(
      `the server sent ${typeName(type)} in the middle of a header block, where only CONTINUATION of the same stream may come`,
    )
  }
}
