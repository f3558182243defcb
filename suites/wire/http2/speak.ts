import type { Speak, WireListener, WireRequest } from '../wire.ts'
import { createConnection, ourStream } from './connection.ts'
import { encodeFields } from './encode-fields.ts'
import { type Flaw, isFlaw } from './flaw.ts'
import { defaultWindow, errorCodes, type Frame, frameTypes, settings } from './frames.ts'
import { type Line, openLine } from './line.ts'
import { carriedBy } from './payloads.ts'
import { createFrameReader } from './read-frames.ts'
import type { Ending } from './response.ts'
import { createUpload } from './upload.ts'
import { windowSize } from './windows.ts'
import { preface, writeGoaway, writeHeaders, writeReset, writeSettings, writeWindowUpdate } from './write-frames.ts'

type Connection = ReturnType<typeof createConnection>

/**
 * Speaks HTTP/2 (RFC 9113) over a socket that is up: after TLS with ALPN h2, or in clear text to a server that is known to speak it.
 * Fields are told as they are sent: what RFC 9113 forbids in them is for others to judge, but for what a response needs to be one.
 * The pseudo-header :status is told as the status only. Interim responses and trailers are read and not told.
 * Rejects with what the listener throws. The socket needs a listener for errors of its own, since what is sent last may fail later.
 */
export const speakHttp2: Speak = async (socket, request, listener, signal) => {
  if (signal.aborted) return { at: performance.now(), how: 'left' }
  const line = openLine(socket, signal)
  try {
    const ending = await converse(line, request, listener, signal)
    takeLeave(line, ending)
    return { at: performance.now(), ...ending }
  } finally {
    line.release()
  }
}

const converse = async (line: Line, request: WireRequest, listener: WireListener, signal: AbortSignal): Promise<Ending> => {
  const body = request.body ?? new Uint8Array()
  const upload = createUpload(ourStream, body, line)
  const connection = createConnection(request, listener, line.write, upload)
  const read = createFrameReader()
  line.write(openingOf(request, body.length === 0))
  try {
    for (let bytes = await line.next(upload.pump); bytes; bytes = await line.next(upload.pump)) {
      const ending = await hear(read(bytes), connection, listener, signal)
      if (ending) return ending
    }
    return signal.aborted ? { how: 'left' } : cutOff(line, connection)
  } catch (error) {
    if (!isFlaw(error)) throw error
    return endingOf(error, connection)
  }
}

const endingOf = ({ flaw, message: reason }: Flaw, connection: Connection): Ending =>
  flaw === 'malformed' ? { how: flaw, part: connection.hasHead() ? 'content' : 'head', reason } : { how: flaw, reason }

const openingOf = ({ method, scheme, authority, target, fields }: WireRequest, ends: boolean) => {
  const lowered = fields.map(([name, value]) => [name.toLowerCase(), value] as const)
  const pseudo = [
    [':method', method],
    [':scheme', scheme],
    [':authority', authority],
    [':path', target],
  ] as const
  const agreed = [
    [settings.ENABLE_PUSH, 0],
    [settings.INITIAL_WINDOW_SIZE, windowSize],
  ] as const
  return Buffer.concat([
    preface,
    writeSettings(agreed),
    writeWindowUpdate(0, windowSize - defaultWindow),
    writeHeaders(ourStream, encodeFields([...pseudo, ...lowered]), ends),
  ])
}

const hear = async (frames: Iterable<Frame>, connection: Connection, listener: WireListener, signal: AbortSignal) => {
  const at = performance.now()
  for (const frame of frames) {
    const outcome = connection.take(frame, at)
    const ending = outcome instanceof Promise ? await unlessAborted(outcome, signal) : outcome
    if (signal.aborted) return undefined
    if (ending?.how === 'complete') tellStrays(frames, listener, at)
    if (ending) return ending
  }
  return undefined
}

/** What came along with the end; nothing that came after it is a fault of the response. */
const tellStrays = (frames: Iterable<Frame>, listener: WireListener, at: number) => {
  try {
    for (const frame of frames) {
      if (frame.type !== frameTypes.DATA || frame.stream !== ourStream) continue
      const bytes = carriedBy(frame)
      if (bytes.length > 0) listener.onStray(bytes, at)
    }
  } catch (error) {
    if (!isFlaw(error)) throw error
  }
}

/** A listener may take its time, or never end; a signal waits for neither. */
const unlessAborted = <Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result | undefined> =>
  new Promise((resolve, reject) => {
    const leave = () => resolve(undefined)
    if (signal.aborted) leave()
    signal.addEventListener('abort', leave)
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave))
  })

const cutOff = (line: Line, connection: Connection): Ending => {
  const failure = line.failure()
  const goaway = connection.goaway()
  const what = failure ? `the connection broke (${failure.message})` : 'the server closed the connection'
  return {
    how: 'incomplete',
    by: failure ? 'reset' : 'close',
    reason: `${what} before the response ended${goaway ? `, after ${goaway}` : ''}`,
  }
}

/** Says why it leaves, so that a server can tell; then the owner closes. */
const takeLeave = (line: Line, ending: Ending): void => {
  if (ending.how === 'left') line.write(writeReset(ourStream, errorCodes.CANCEL))
  if (ending.how === 'complete') line.write(writeGoaway(0))
  if (ending.how === 'malformed') line.write(writeGoaway(0, errorCodes.PROTOCOL_ERROR, ending.reason))
  if (ending.how === 'foreign') line.write(writeGoaway(0, errorCodes.PROTOCOL_ERROR))
  if (ending.how === 'too-large') line.write(writeGoaway(0, errorCodes.ENHANCE_YOUR_CALM, ending.reason))
}
