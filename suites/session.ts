import type { Level } from '../spec/clause.ts'
import type { Claim, Dialect, WatchedStream } from '../spec/results.ts'
import type { Case, CaseSummary } from './case.ts'
import type { Missing, Need } from './need.ts'
import type { Tape } from './tape.ts'

/** A target that is up and has answered the handshake, ready for cases. */
export type Session<World> = {
  /** What the target lacks of what a case needs. */
  lacks(need: Need): boolean
  /** Why heavy cases are not asked of it. */
  readonly heavy?: Missing | undefined
  /** Runs a case in a world of its own, and clears away what that leaves; `signal` ends it. */
  run(item: Case<World>, signal: AbortSignal, tape: Tape): Promise<void>
  reproduce(caseId: string, tape: Tape): string
  /** The level of a case, where it is not that of its clause. */
  levelOf?(item: CaseSummary): Level | undefined
  /** What the target is judged as, where that shows only once it is up. */
  readonly claim?: Claim
  /** How a reader that is no browser dispatches. */
  readonly dialect?: Dialect
  /** Known once every case is judged. */
  watched?(): Promise<WatchedStream | undefined>
  /** What a case may wait for beyond its own time, in milliseconds, since all cases wait for the same. */
  readonly patience?: number
  /** What a case has shown that is not over by then, in milliseconds. Default: a silence of the target. */
  overdue?(milliseconds: number): Error
  /** Whether a case keeps client and kit busy rather than waiting: few of those are asked at a time, or each would take as long as all. */
  isBusy?(item: CaseSummary): boolean
  /** Cases that want the target for themselves: judged one after another, once all others are. */
  readonly inTurn?: {
    has(item: CaseSummary): boolean
    /** What one of them may wait for beyond its own time, in milliseconds: several things that each have their own bound. */
    readonly patience: number
    /** Called once, before the first of them. */
    prepare(signal: AbortSignal): Promise<void>
  }
  /** Ends what goes on between the cases. */
  close?(): Promise<void>
}

export type SessionOptions = {
  /** One case, in milliseconds. */
  readonly timeout: number
  readonly jobs: number
  readonly seed: string
  /** Of the whole run. */
  readonly signal: AbortSignal
  /** Told of what is secret before it is used, where that shows only during the run. */
  readonly keepSecret?: (secrets: readonly string[]) => void
}
