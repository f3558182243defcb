import { checkFirst, checkFrame, type FrameHead } from './frame-rules.ts'
import { type Frame, flags, frameTypes, has } from './frames.ts'

const headSize = 9

/**
 * Takes the bytes as they come and gives the frames that they complete; holds one frame at most. Each result is read to its end before the next bytes.
 * DATA without padding is given as it comes, in several frames if need be, of which the last has the flags. Throws a Flaw where there is no frame.
 */
export const createFrameReader = (): ((bytes: Uint8Array) => Generator<Frame, void>) => {
  let rest: Buffer = Buffer.alloc(0)
  let head: FrameHead | undefined
  let first = true

  const readHead = (): FrameHead | undefined => {
    if (rest.length < headSize) return undefined
    const read = parseHead(rest)
    if (first) checkFirst(rest, read)
    checkFrame(read)
    first = false
    rest = rest.subarray(headSize)
    return read
  }
  const take = (length: number) => {
    const taken = rest.subarray(0, length)
    rest = rest.subarray(length)
    return taken
  }
  const next = (): Frame | undefined => {
    head ??= readHead()
    if (!head || rest.length < neededOf(head)) return undefined
    const { length, ...frame } = head
    const payload = take(length)
    const missing = length - payload.length
    head = missing === 0 ? undefined : { ...head, length: missing }
    return { ...frame, flags: missing === 0 ? frame.flags : 0, payload }
  }

  return function* read(bytes) {
    rest = Buffer.concat([rest, bytes])
    for (let frame = next(); frame; frame = next()) yield frame
  }
}

const neededOf = (head: FrameHead) => (head.type === frameTypes.DATA && !has(head, flags.PADDED) ? Math.min(head.length, 1) : head.length)

const parseHead = (bytes: Buffer): FrameHead => ({
  length: bytes.readUIntBE(0, 3),
  type: bytes.readUInt8(3),
  flags: bytes.readUInt8(4),
  stream: bytes.readUInt32BE(5) & 0x7fffffff,
})
