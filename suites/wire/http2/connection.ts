import { headLimit, type WireListener, type WireRequest } from '../wire.ts'
import { createBlockCollector } from './collect-block.ts'
import { malformed } from './flaw.ts'
import { errorName, type Frame, flags, frameTypes, has, largestWindow, settings } from './frames.ts'
import { carriedBy, codeIn, goawayIn, incrementIn, settingsIn } from './payloads.ts'
import { createResponse, type Ending } from './response.ts'
import type { Upload } from './upload.ts'
import { createInflow } from './windows.ts'
import { writePingAck, writeSettingsAck } from './write-frames.ts'

/** The stream of the one request. */
export const ourStream = 1

type Outcome = Ending | undefined | Promise<Ending | undefined>
type Write = (bytes: Uint8Array) => void

/** What each frame means for the one exchange, and what is answered to it. */
export const createConnection = (request: WireRequest, listener: WireListener, write: Write, upload: Upload) => {
  const collect = createBlockCollector(headLimit)
  const response = createResponse(request, listener)
  const inflow = createInflow(ourStream, write)
  let goaway: string | undefined

  const takeData = async (frame: Frame, at: number) => {
    const ending = frame.stream === ourStream ? await response.takeContent(carriedBy(frame), has(frame, flags.END_STREAM), at) : undefined
    if (!ending) inflow.giveBack(frame)
    return ending
  }
  const takeGoaway = (frame: Frame): Ending | undefined => {
    const { lastStream, text } = goawayIn(frame)
    goaway = text
    if (lastStream >= ourStream || response.hasHead()) return undefined
    return { how: 'incomplete', by: 'reset', reason: `the server refused the request with ${text}` }
  }
  const takers: Readonly<Record<number, (frame: Frame, at: number) => Outcome>> = {
    [frameTypes.DATA]: takeData,
    [frameTypes.RST_STREAM]: (frame) => (frame.stream === ourStream ? resetBy(frame) : undefined),
    [frameTypes.SETTINGS]: (frame) => takeSettings(frame, upload, write),
    [frameTypes.PUSH_PROMISE]: refusePush,
    [frameTypes.PING]: (frame) => takePing(frame, write),
    [frameTypes.GOAWAY]: takeGoaway,
    [frameTypes.WINDOW_UPDATE]: (frame) => widen(frame, upload),
  }
  return {
    hasHead: response.hasHead,
    goaway: () => goaway,
    take(frame: Frame, at: number): Outcome {
      const block = collect(frame)
      if (block?.stream === ourStream) return response.takeFields(block.fields, block.endStream, at)
      return takers[frame.type]?.(frame, at)
    },
  }
}

const resetBy = (frame: Frame): Ending => ({
  how: 'incomplete',
  by: 'reset',
  reason: `the server reset the stream with ${errorName(codeIn(frame))} before the response ended`,
})

const takeSettings = (frame: Frame, upload: Upload, write: Write): undefined => {
  if (has(frame, flags.ACK)) return
  for (const [setting, value] of settingsIn(frame)) {
    if (setting === settings.INITIAL_WINDOW_SIZE) upload.resize(Math.min(value, largestWindow))
  }
  write(writeSettingsAck())
}

const refusePush = (): never => {
  throw malformed('the server sent PUSH_PROMISE, although SETTINGS_ENABLE_PUSH is 0')
}

const takePing = (frame: Frame, write: Write): undefined => {
  if (!has(frame, flags.ACK)) write(writePingAck(frame.payload))
}

const widen = (frame: Frame, upload: Upload): undefined => {
  if (frame.stream > ourStream) return
  upload.widen(frame.stream === 0 ? 'connection' : 'stream', incrementIn(frame))
}
