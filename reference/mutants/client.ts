import type { ClientMutant } from './client/mutant.ts'
import { readingMutants } from './client/reading.ts'

/** Clients that each break one clause, to show that a case catches it. */
export const clientMutants: readonly ClientMutant[] = [...readingMutants]
