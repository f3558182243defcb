import { answerMutants } from './client/answers.ts'
import { askingMutants } from './client/asking.ts'
import type { ClientMutant } from './client/mutant.ts'
import { readingMutants } from './client/reading.ts'
import { reconnectingMutants } from './client/reconnecting.ts'
import { resumingMutants } from './client/resuming.ts'

/** Clients that each break one clause, to show that a case catches it. */
export const clientMutants: readonly ClientMutant[] = [
  ...readingMutants,
  ...reconnectingMutants,
  ...resumingMutants,
  ...askingMutants,
  ...answerMutants,
]
