import type { Results } from '../spec/results.ts'

/** Tells what runs found out. Pure: no I/O, no clock, no counters and no policy of its own. */
export type Reporter = (results: readonly Results[]) => string
