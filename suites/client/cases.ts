import type { Case } from '../case.ts'
import { bodyCases } from './cases/bodies.ts'
import { keepingCases } from './cases/keeping.ts'
import { limitCases } from './cases/limits.ts'
import { networkCases } from './cases/network.ts'
import { reconnectingCases } from './cases/reconnecting.ts'
import { redirectCases } from './cases/redirects.ts'
import { requestCases } from './cases/requests.ts'
import { resumingCases } from './cases/resuming.ts'
import { retryCases } from './cases/retry.ts'
import { schemeCases } from './cases/schemes.ts'
import { statusCases } from './cases/statuses.ts'
import { survivingCases } from './cases/surviving.ts'
import { typeCases } from './cases/types.ts'
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
  ...requestCases,
  ...redirectCases,
  ...statusCases,
  ...typeCases,
  ...bodyCases,
  ...schemeCases,
  ...limitCases,
]
