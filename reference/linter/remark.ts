import type { ClauseId } from '../../spec/clauses.ts'

/** What is to say of a line. How much it matters is the level of its clause. */
export type Remark = {
  readonly clause: ClauseId
  /** What is wrong, and what to write instead, in one sentence. */
  readonly message: string
}
