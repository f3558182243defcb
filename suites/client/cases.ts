import type { Case } from '../case.ts'
import { keepingCases } from './cases/keeping.ts'
import { networkCases } from './cases/network.ts'
import { reconnectingCases } from './cases/reconnecting.ts'
import { resumingCases } from './cases/resuming.ts'
import { retryCases } from './cases/retry.ts'
import { survivingCases } from './cases/surviving.ts'
import { clientChunkingCases, clientVectorCases } from './cases/vectors.ts'
import type { ClientWorld } from './world.ts'

/** The cases of the role client, in the order of the report. */
export const clientCases: readonly Case<ClientWorld>[] = [
  ...clientVectorCases,
  ...clientChunkingCases,
  ...retryCases,
  ...reconnectingCases,
  ...keepingCases,
  ...networkCases,
  ...resumingCases,
  ...survivingCases,
]
