import { accessMutants } from './server/access.ts'
import { headMutants, methodMutants } from './server/answers.ts'
import { conductMutants } from './server/conduct.ts'
import { corsMutants } from './server/cors.ts'
import { deliveryMutants } from './server/delivery.ts'
import { fanoutMutants } from './server/fanout.ts'
import { leakingMutants } from './server/leaking.ts'
import type { ServerMutant } from './server/mutant.ts'
import { originMutants } from './server/origins.ts'
import { holdingMutants, publishedMutants } from './server/published.ts'
import { resumeMutants } from './server/resuming.ts'
import { slowMutants } from './server/slow.ts'
import { streamMutants } from './server/streams.ts'
import { tokenMutants } from './server/tokens.ts'
import { topicMutants } from './server/topics.ts'
import { wire1Mutants } from './server/wire1.ts'
import { wire2Mutants } from './server/wire2.ts'

/** Servers that each break one clause, to show that a case catches it. */
export const serverMutants: readonly ServerMutant[] = [
  ...headMutants,
  ...methodMutants,
  ...conductMutants,
  ...corsMutants,
  ...originMutants,
  ...accessMutants,
  ...tokenMutants,
  ...streamMutants,
  ...resumeMutants,
  ...deliveryMutants,
  ...wire1Mutants,
  ...wire2Mutants,
  ...publishedMutants,
  ...holdingMutants,
  ...fanoutMutants,
  ...slowMutants,
  ...leakingMutants,
  ...topicMutants,
]
