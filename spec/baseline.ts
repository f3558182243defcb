/** Why a failure is let pass for now. */
export type Excuse = {
  readonly reason: string
  /** Where it is followed: a URL, or the name of an issue. */
  readonly issue?: string
  /** Who is to put it right. */
  readonly owner?: string
  /** `YYYY-MM-DD`, the last day on which it counts, in UTC. */
  readonly expires?: string
}

/** Cases that are known to fail. */
export type BaselineEntry = Excuse & {
  /** A glob over case ids: `*` within a segment, `**` across, a bare prefix is its subtree. */
  readonly case: string
  /** Fails now and then, so that a pass is no reason to take it out. */
  readonly flaky?: true
}

/** What is known to fail, as a baseline file says it. */
export type Baseline = {
  /** Where it stands, for those who read of it. */
  readonly file?: string
  readonly entries: readonly BaselineEntry[]
}

/**
 * What came of an entry, over all targets of the command. `used`: it excuses a failure. `stale`: its cases were judged and none fails.
 * `expired`: its last day is over, so it excuses nothing. `unknown`: this run cannot tell, since cases of it were left out, were not
 * observed or are in error, or since it is flaky and nothing failed this time.
 */
export type EntryState = 'used' | 'stale' | 'expired' | 'unknown'

/** An entry, what came of it, and the cases of this document that it excuses. */
export type SettledEntry = BaselineEntry & { readonly state: EntryState; readonly cases: readonly string[] }

/** The part of a baseline that is about the role of a document. */
export type SettledBaseline = { readonly file?: string; readonly entries: readonly SettledEntry[] }

/** The entries that somebody has to take out, or to renew. */
export const obsoleteEntries = ({ baseline }: { readonly baseline?: SettledBaseline }): readonly SettledEntry[] =>
  (baseline?.entries ?? []).filter(({ state }) => state === 'stale' || state === 'expired')
