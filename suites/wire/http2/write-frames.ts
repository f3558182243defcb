import { errorCodes, type Frame, flags, frameTypes, maxFrameSize } from './frames.ts'

/** What a client says first (RFC 9113, section 3.4); its SETTINGS follow. */
export const preface: Uint8Array = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')

const nothing = new Uint8Array()

/** The bytes of any frame, also of one that the standard forbids: nothing is checked. */
export const writeFrame = ({ type, flags = 0, stream = 0, payload = nothing }: Pick<Frame, 'type'> & Partial<Frame>): Uint8Array => {
  const head = Buffer.alloc(9)
  head.writeUIntBE(payload.length, 0, 3)
  head.writeUInt8(type, 3)
  head.writeUInt8(flags, 4)
  head.writeUInt32BE(stream, 5)
  return Buffer.concat([head, payload])
}

export const writeSettings = (values: readonly (readonly [setting: number, value: number])[]) => {
  const payload = Buffer.alloc(values.length * 6)
  for (const [index, [setting, value]] of values.entries()) {
    payload.writeUInt16BE(setting, index * 6)
    payload.writeUInt32BE(value, index * 6 + 2)
  }
  return writeFrame({ type: frameTypes.SETTINGS, payload })
}

export const writeSettingsAck = () => writeFrame({ type: frameTypes.SETTINGS, flags: flags.ACK })

export const writePingAck = (payload: Uint8Array) => writeFrame({ type: frameTypes.PING, flags: flags.ACK, payload })

export const writeWindowUpdate = (stream: number, increment: number) =>
  writeFrame({ type: frameTypes.WINDOW_UPDATE, stream, payload: uint32(increment) })

export const writeReset = (stream: number, code: number) => writeFrame({ type: frameTypes.RST_STREAM, stream, payload: uint32(code) })

export const writeGoaway = (lastStream: number, code: number = errorCodes.NO_ERROR, debug = '') =>
  writeFrame({ type: frameTypes.GOAWAY, payload: Buffer.concat([uint32(lastStream), uint32(code), Buffer.from(debug)]) })

export const writeData = (stream: number, payload: Uint8Array, end = false) =>
  writeFrame({ type: frameTypes.DATA, flags: end ? flags.END_STREAM : 0, stream, payload })

/** HEADERS, and as many CONTINUATION as the size of a frame asks for. */
export const writeHeaders = (stream: number, block: Uint8Array, end = false): Uint8Array => {
  const pieces = Array.from({ length: Math.max(1, Math.ceil(block.length / maxFrameSize)) }, (_, index) =>
    block.subarray(index * maxFrameSize, (index + 1) * maxFrameSize),
  )
  const frames = pieces.map((payload, index) => {
    const type = index === 0 ? frameTypes.HEADERS : frameTypes.CONTINUATION
    const endStream = end && index === 0 ? flags.END_STREAM : 0
    const endHeaders = index === pieces.length - 1 ? flags.END_HEADERS : 0
    return writeFrame({ type, flags: endStream | endHeaders, stream, payload })
  })
  return Buffer.concat(frames)
}

const uint32 = (value: number) => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}
