export {
  type Baseline,
  type BaselineEntry,
  type EntryState,
  type Excuse,
  obsoleteEntries,
  type SettledBaseline,
  type SettledEntry,
} from './baseline.ts'
export type { Catalogue, Clause, Level, Role } from './clause.ts'
export { type ClauseId, clause, clauses, findClause } from './clauses.ts'
export type { Corpus, CorpusVector } from './corpus.ts'
export type { Decoded, EventInput, EventLine, ServerSentEvent } from './event.ts'
export { closesGate, type FailOn, isGateClosed, type Weighed } from './gate.ts'
export { type Kill, type KillMatrix, survivors, toothless, unbroken } from './kill-matrix.ts'
export {
  concludeLint,
  type Lint,
  type LintConclusion,
  type LintEnd,
  type LintLine,
  type LintRemark,
  type LintStart,
  type LintSummary,
  lintExitCode,
  summarizeLint,
  weightOf,
} from './lint.ts'
export {
  type Claim,
  type Conclusion,
  conclude,
  type DatalessTrigger,
  type Dialect,
  exitCode,
  type Results,
  type SetupFailure,
  type Summary,
  summarize,
  type WatchedStream,
} from './results.ts'
export { type SchemaName, schemas } from './schemas.ts'
export { bestUnlock, optionOf, type Unlock } from './unlock.ts'
export { bytesOf, pieceOf, type StreamPiece, type Vector } from './vector.ts'
export { vectors } from './vectors.ts'
export { type Json, type Outcome, type Verdict, type Weight, type Wire, type WireLine, weigh } from './verdict.ts'
