import type { EventLine } from '../../spec/event.ts'

/** What a parser module exports by default: five lines around any parser. */
export type CreateParser = (emit: (line: EventLine) => void) => ParserAdapter | Promise<ParserAdapter>

/** One stream through one parser. `end` settles when everything has been emitted. */
export type ParserAdapter = {
  push(bytes: Uint8Array): unknown
  end(): unknown
}

/** A line as it was emitted, reduced to the keys of an event line, and how many pushes came before it. */
export type EmittedLine = { readonly line: Readonly<Record<string, unknown>>; readonly after: number }

/** What a parser said of one stream, and how long it took, in milliseconds. */
export type Answer = { readonly lines: readonly EmittedLine[]; readonly ms: number }

/** How a replay ended: with an answer, or with what was thrown. */
export type Played = Answer | { readonly threw: string }

/**
 * One step of a script: `push` bytes to stream `stream`, give it time `until` it has emitted so many lines (half a second at most),
 * or `end` it. Each stream has a parser of its own.
 */
export type Step = { readonly stream: number } & ({ readonly push: Uint8Array } | { readonly until: number } | { readonly end: true })

/** Offsets at which a stream is cut. */
export type Cuts = readonly number[]
