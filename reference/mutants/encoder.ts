import { eventMutants } from './encoder/events.ts'
import { lineMutants } from './encoder/lines.ts'
import type { EncoderMutant } from './encoder/mutant.ts'
import { valueMutants } from './encoder/values.ts'

/** Encoders that each break one clause, to show that a case catches it. */
export const encoderMutants: readonly EncoderMutant[] = [...eventMutants, ...valueMutants, ...lineMutants]
