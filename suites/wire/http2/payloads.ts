import { malformed } from './flaw.ts'
import { errorName, type Frame, flags, frameTypes, has, typeName } from './frames.ts'

/** What a frame of DATA or HEADERS carries: its payload without padding and priority (RFC 9113, sections 6.1 and 6.2). */
export const carriedBy = (frame: Frame): Uint8Array => {
  const padded = has(frame, flags.PADDED)
  const from = (padded ? 1 : 0) + (frame.type === frameTypes.HEADERS && has(frame, flags.PRIORITY) ? 5 : 0)
  const to = frame.payload.length - (padded ? (frame.payload[0] ?? 0) : 0)
  if (from > to) throw malformed(`the server sent ${typeName(frame.type)} that is too short for its padding and priority`)
  return frame.payload.subarray(from, to)
}

/** The settings of SETTINGS (section 6.5.1). */
export const settingsIn = ({ payload }: Frame): readonly (readonly [setting: number, value: number])[] => {
  const view = viewOf(payload)
  return Array.from({ length: payload.length / 6 }, (_, index) => [view.getUint16(index * 6), view.getUint32(index * 6 + 2)])
}

/** The error code of RST_STREAM (section 6.4). */
export const codeIn = ({ payload }: Frame): number => viewOf(payload).getUint32(0)

/** The increment of WINDOW_UPDATE (section 6.9). */
export const incrementIn = ({ payload }: Frame): number => viewOf(payload).getUint32(0) & 0x7fffffff

/** The last stream that is still answered, and in words what GOAWAY says (section 6.8); its free text may be of any length, so it is cut. */
export const goawayIn = ({ payload }: Frame): { readonly lastStream: number; readonly text: string } => {
  const debug = Buffer.from(payload).toString('latin1', 8, 108)
  const view = viewOf(payload)
  const code = errorName(view.getUint32(4))
  return { lastStream: view.getUint32(0) & 0x7fffffff, text: `GOAWAY (${code}${debug ? `: ${JSON.stringify(debug)}` : ''})` }
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
