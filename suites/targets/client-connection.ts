import type { ClientOptions, Inspect, Told } from './client.ts'
import type { Measure } from './meter.ts'
import type { Trust } from './trust.ts'

/** A client that is up: it can be started again and again, several at a time. */
export type ClientConnection = {
  /** What it has: the EventSource interface. */
  readonly inspect?: Inspect
  /** The longest that it is waited for until it comes back, in milliseconds, where that is known to be less than for others. */
  readonly returnsWithin?: number
  /** Where a person starts it, at an address of this host, if they do so by then (on the clock of performance.now()): nobody tells what it hears. */
  readonly manual?: { readonly host: string; readonly until: number }
  /** Whether it tells each event in a request of its own. */
  readonly tellsByRequest?: true
  /** The options that it says it can take; absent where it does not say. */
  readonly takes?: (option: keyof ClientOptions) => boolean
  /**
   * Starts a client at a URL; settles when it was started, not when it is connected.
   * Throws a SetupError when it cannot be started. An object is heard after close() too, though it is to tell nothing then.
   */
  open(url: string, options: ClientOptions, listener: ClientListener, how: OpenHow): Promise<OpenClient>
  /** A shell command that shows a case again. */
  reproduce(caseId: string): string
  /** Ends every client and whatever it started. */
  close(): Promise<void>
}

export type OpenHow = {
  readonly signal: AbortSignal
  /** In a process that nobody else is in. */
  readonly alone?: boolean
  /** Told of an authority, if there is a way to. */
  readonly trusting?: Trust | undefined
  /** How much it tells at most. */
  readonly most: Measure
  /** What it is asked, for a person. */
  readonly what?: string
}

/** Who hears what a client tells, in its order. */
export type ClientListener = {
  told(told: Told): void
  /** It crashed, left, or said what is no event line: a Violation, or an Unclear. `shared`: perhaps somebody else's in the same process is to blame. */
  lost(error: Error, how: { readonly shared: boolean }): void
}

export type OpenClient = {
  /** close() of an object, SIGTERM and SIGKILL for a command, DELETE of an instance; settles when that is done. Never rejects. */
  close(): Promise<void>
  /** Ends what runs for it alone, where close() leaves that. Never rejects. */
  end?(): Promise<void>
  /** Of an object. */
  readyState?(): Promise<number>
  /** Ends the process that it shares with others, who are lost with it: close() means nothing to who floods. */
  stop?(): Promise<void>
}
