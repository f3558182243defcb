import type { Socket } from 'node:net'
import { connect, type Door, Unreachable } from '../wire/connect.ts'
import { valuesOf } from '../wire/fields.ts'
import { speakHttp1 } from '../wire/http1/speak.ts'
import { speakHttp2 } from '../wire/http2/speak.ts'
import type { Speak, WireEnd, WireHead, WireListener, WireRequest } from '../wire/wire.ts'
import { CodingError, type Decoding, decodingOf } from './coding.ts'
import { createLeave } from './leave.ts'
import { createWatch, type Sighting, type Watch } from './sighting.ts'

/** One request to the server, and what came of it. Times are those of performance.now(). */
export type Visit = {
  readonly request: WireRequest
  /** When the request was sent. */
  readonly began: number
  readonly head?: WireHead
  /** The content, its codings taken off; nothing where a coding is not known. */
  readonly seen?: Sighting
  /** Why the content is not what its Content-Encoding says. */
  readonly undecodable?: string
  /** What came where the response can have nothing: the first bytes, and how many there were. */
  readonly stray?: { readonly bytes: Uint8Array; readonly count: number }
  readonly end: VisitEnd
}

export type VisitEnd = WireEnd | { readonly how: 'unreachable'; readonly reason: string; readonly hint: string; readonly at: number }

/** The server ended the response, and HTTP told so. */
export const isWhole = ({ how }: VisitEnd): boolean => how === 'complete' || how === 'closed'

export type VisitOptions = {
  /** Ends connecting and waiting for the head. */
  readonly headSignal: AbortSignal
  /** Ends the visit once the head is here, at once if it has aborted by then. */
  readonly staySignal: (visit: Visit) => AbortSignal
  /** Told when the head is here, and after each piece of content. */
  readonly onProgress?: (visit: Visit) => void
  /** Takes the content, its codings taken off, in the place of the linter. */
  readonly take?: (bytes: Uint8Array, at: number) => void
  /** Asked after each piece of content: nothing more is read before it settles. */
  readonly pause?: () => Promise<void>
  /** Told when the connection is up; it is closed all the same. */
  readonly onConnected?: (socket: Socket) => void
}

type Ask = (version: '1.1' | '2') => WireRequest

/** Makes one request over a connection of its own, which is closed when it settles; never rejects for what the server does. */
export const visit = async (door: Door, ask: Ask, options: VisitOptions): Promise<Visit> => {
  const began = performance.now()
  try {
    const { socket, version } = await connect(door, options.headSignal)
    socket.on('error', () => {}) // what fails after the exchange is of no account
    options.onConnected?.(socket)
    try {
      return await converse(socket, version, ask(version), options)
    } finally {
      socket.destroy()
    }
  } catch (error) {
    return { request: ask(door.http ?? '1.1'), began, end: endOfError(error, options.headSignal) }
  }
}

const endOfError = (error: unknown, signal: AbortSignal): VisitEnd => {
  const at = performance.now()
  if (error instanceof Unreachable) return { how: 'unreachable', reason: error.message, hint: error.hint, at }
  if (signal.aborted) return { how: 'left', at }
  throw error
}

type Draft = { -readonly [Key in keyof Visit]: Visit[Key] }

const converse = async (socket: Socket, version: '1.1' | '2', request: WireRequest, options: VisitOptions): Promise<Visit> => {
  const leave = createLeave(options.headSignal)
  const draft: Draft = { request, began: performance.now(), end: { how: 'left', at: 0 } }
  let content: Content | undefined
  const listener: WireListener = {
    onHead(head) {
      draft.head = head
      content = contentOf(draft, head, leave.signal, options.take)
      leave.follow(options.staySignal(draft))
      options.onProgress?.(draft)
    },
    async onContent(bytes, at) {
      await content?.take(bytes, at)
      options.onProgress?.(draft)
      await options.pause?.()
    },
    onStray: (bytes) => keepStray(draft, bytes),
  }
  try {
    draft.end = await speakers[version](socket, request, listener, leave.signal)
    await content?.finish(draft.end)
    return draft
  } finally {
    leave.release()
    content?.close()
  }
}

const speakers: Readonly<Record<'1.1' | '2', Speak>> = { '1.1': speakHttp1, '2': speakHttp2 }

const keepStray = (draft: Draft, bytes: Uint8Array): void => {
  draft.stray = { bytes: draft.stray?.bytes ?? bytes.slice(0, 256), count: (draft.stray?.count ?? 0) + bytes.length }
}

type Content = { take(bytes: Uint8Array, at: number): Promise<void>; finish(end: WireEnd): Promise<void>; close(): void }

/** Reads the content of a response for as long as it is what its Content-Encoding says. */
const contentOf = (draft: Draft, head: WireHead, signal: AbortSignal, take: VisitOptions['take']): Content | undefined => {
  const watch: Watch | undefined = take ? undefined : createWatch(head.at)
  const reader = take ?? watch?.push ?? (() => {})
  let at = head.at
  const decoding: Decoding | undefined = decodingOf(codingsOf(head), (bytes) => reader(bytes, at), signal)
  if (!decoding) return undefined
  if (watch) draft.seen = watch.seen
  return {
    async take(bytes, time) {
      at = time
      if (draft.undecodable === undefined) await decoding.push(bytes).catch((error) => refuse(draft, error))
    },
    async finish(end) {
      const isOver = isWhole(end)
      if (isOver && draft.undecodable === undefined) await decoding.end().catch((error) => refuse(draft, error))
      watch?.finish(isOver ? 'end' : 'stop', end.at)
    },
    close: decoding.close,
  }
}

/** Content codings, and the transfer codings under the chunks, which are taken off the same way. */
const codingsOf = ({ fields }: WireHead): readonly string[] => [
  ...valuesOf(fields, 'content-encoding'),
  ...valuesOf(fields, 'transfer-encoding').filter((coding) => !/^chunked$/i.test(coding)),
]

const refuse = (draft: Draft, error: unknown): void => {
  if (!(error instanceof CodingError)) throw error
  draft.undecodable = error.message
}
