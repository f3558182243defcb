import type { Socket } from 'node:net'
import { connect, type Door, Unreachable } from '../wire/connect.ts'
import { speakHttp1 } from '../wire/http1/speak.ts'
import { speakHttp2 } from '../wire/http2/speak.ts'
import type { Speak, WireEnd, WireHead, WireListener, WireRequest } from '../wire/wire.ts'
import type { Leak, Sniffer } from './access/sniffer.ts'
import { type Content, contentOf } from './content.ts'
import { createLeave } from './leave.ts'
import type { Sighting } from './sighting.ts'

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
  /** What was to stay hidden and did not. */
  readonly leaks?: readonly Leak[]
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
  /** Looks for what is to stay hidden. */
  readonly sniffer?: Sniffer
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

/** A visit that lasts. */
export type Draft = { -readonly [Key in keyof Visit]: Visit[Key] }

const converse = async (socket: Socket, version: '1.1' | '2', request: WireRequest, options: VisitOptions): Promise<Visit> => {
  const leave = createLeave(options.headSignal)
  const { sniffer } = options
  const draft: Draft = { request, began: performance.now(), end: { how: 'left', at: 0 }, ...(sniffer ? { leaks: sniffer.leaks } : {}) }
  let content: Content | undefined
  const listener: WireListener = {
    onHead(head) {
      draft.head = head
      sniffer?.head(head)
      content = contentOf(draft, head, leave.signal, options)
      leave.follow(options.staySignal(draft))
      options.onProgress?.(draft)
    },
    async onContent(bytes, at) {
      await content?.take(bytes, at)
      options.onProgress?.(draft)
      await options.pause?.()
    },
    onStray(bytes) {
      sniffer?.content(bytes)
      keepStray(draft, bytes)
    },
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
