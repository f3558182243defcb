import type { ClientMutant } from './client/mutant.ts'

/** Clients that each break one clause, to show that a case catches it. */
export const clientMutants: readonly ClientMutant[] = []
