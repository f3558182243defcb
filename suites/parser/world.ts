import type { Dialect } from '../../spec/results.ts'
import type { Vector } from '../../spec/vector.ts'
import type { Step } from '../targets/adapter.ts'
import type { TellingCut } from './chunks.ts'
import type { Reading } from './reading.ts'

/** What a parser case holds in its hands. Each call throws what came of it when that is no reading. */
export type ParserWorld = {
  /** What the target makes of a vector in one piece; where it is not `expected`, of a second try in a process of its own. */
  replay(vector: Vector, expected: Reading): Promise<Reading>
  /** What it makes of a stream in pieces, written one by one. */
  replayPieces(pieces: readonly Uint8Array[]): Promise<Reading>
  /** What a vector means, in the target's dialect and in the keys that it exposes. */
  meaningOf(vector: Pick<Vector, 'stream'>): Reading
  /** What the target makes of the whole vector, and the fewest cuts, and the lowest, that change it. */
  cutEverywhere(vector: Vector): Promise<{ readonly whole: Reading; readonly telling: TellingCut | undefined }>
  /** Plays several streams in one process, step by step; needs `pieces`. */
  play(script: readonly Step[]): Promise<readonly PlayedStream[]>
  /** The way the target dispatches where the standard leaves that to it; needs `dialect`. */
  dialect(): Dialect
}

/** One stream of a script: its reading, and after how many of its pushes each event was delivered. */
export type PlayedStream = { readonly reading: Reading; readonly deliveredAfter: readonly number[] }
