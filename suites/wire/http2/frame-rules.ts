import { foreign, malformed } from './flaw.ts'
import { frameTypes, maxFrameSize, typeName } from './frames.ts'

export type FrameHead = {
  readonly length: number
  readonly type: number
  readonly flags: number
  readonly stream: number
}

type Rule = {
  readonly belongsTo?: 'a stream' | 'the connection'
  readonly fits?: (length: number) => boolean
}

/** What RFC 9113, section 6, asks of the head of each type. Types that it does not know have no rule and are skipped. */
const rules: Readonly<Record<number, Rule>> = {
  [frameTypes.DATA]: { belongsTo: 'a stream' },
  [frameTypes.HEADERS]: { belongsTo: 'a stream' },
  [frameTypes.PRIORITY]: { belongsTo: 'a stream', fits: (length) => length === 5 },
  [frameTypes.RST_STREAM]: { belongsTo: 'a stream', fits: (length) => length === 4 },
  [frameTypes.SETTINGS]: { belongsTo: 'the connection', fits: (length) => length % 6 === 0 },
  [frameTypes.PUSH_PROMISE]: { belongsTo: 'a stream' },
  [frameTypes.PING]: { belongsTo: 'the connection', fits: (length) => length === 8 },
  [frameTypes.GOAWAY]: { belongsTo: 'the connection', fits: (length) => length >= 8 },
  [frameTypes.WINDOW_UPDATE]: { fits: (length) => length === 4 },
  [frameTypes.CONTINUATION]: { belongsTo: 'a stream' },
}

/** Throws a Flaw for a frame whose head alone shows that it is none. */
export const checkFrame = ({ length, type, stream }: FrameHead): void => {
  const { belongsTo, fits } = rules[type] ?? {}
  if (length > maxFrameSize) throw malformed(`the server sent a frame of ${length} bytes, where at most ${maxFrameSize} are allowed`)
  if (belongsTo === 'a stream' && stream === 0) throw malformed(`the server sent ${typeName(type)} on stream 0, which is the connection`)
  if (belongsTo === 'the connection' && stream !== 0) {
    throw malformed(`the server sent ${typeName(type)} on stream ${stream}, where only stream 0 may carry it`)
  }
  if (fits && !fits(length)) throw malformed(`the server sent ${typeName(type)} with ${length} bytes, a length that it cannot have`)
}

/** The server speaks first, too: its SETTINGS (RFC 9113, section 3.4). */
export const checkFirst = (bytes: Uint8Array, { type }: FrameHead): void => {
  const text = Buffer.from(bytes).toString('latin1', 0, 80)
  if (text.startsWith('HTTP/')) {
    throw foreign(`the server answers in HTTP/1 ("${text.split(/[^ -~]/, 1)}"), not in HTTP/2`)
  }
  if (type !== frameTypes.SETTINGS) throw foreign(`the first thing the server sent is ${typeName(type)}, not SETTINGS`)
}
