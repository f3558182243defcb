import type { Case } from '../case.ts'
import { announcingCases } from './cases/announcing.ts'
import { closedCases } from './cases/closed.ts'
import { closingCases } from './cases/closing.ts'
import { constructorCases } from './cases/constructor.ts'
import { failingCases } from './cases/failing.ts'
import { interfaceCases } from './cases/interface.ts'
import { keepingCases } from './cases/keeping.ts'
import { lineCases } from './cases/lines.ts'
import { messageCases } from './cases/messages.ts'
import { networkCases } from './cases/network.ts'
import { reconnectingCases } from './cases/reconnecting.ts'
import { resumingCases } from './cases/resuming.ts'
import { retryCases } from './cases/retry.ts'
import { survivingCases } from './cases/surviving.ts'
import { throwingCases } from './cases/throwing.ts'
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
  ...constructorCases,
  ...interfaceCases,
  ...announcingCases,
  ...lineCases,
  ...messageCases,
  ...typeCases,
  ...throwingCases,
  ...failingCases,
  ...closingCases,
  ...closedCases,
]
