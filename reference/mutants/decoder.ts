import { byteMutants } from './bytes.ts'
import { chunkMutants } from './chunks.ts'
import { dialectMutants, dispatchMutants } from './dispatch.ts'
import { fieldMutants } from './fields.ts'
import { lineMutants } from './lines.ts'
import type { Mutant } from './mutant.ts'
import { valueMutants } from './values.ts'

/** Decoders that each break one clause, to show that a case catches it. */
export const decoderMutants: readonly Mutant[] = [
  ...byteMutants,
  ...lineMutants,
  ...fieldMutants,
  ...valueMutants,
  ...dispatchMutants,
  ...dialectMutants,
  ...chunkMutants,
]
