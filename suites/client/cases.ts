import type { Case } from '../case.ts'
import { announcingCases } from './cases/announcing.ts'
import { bodyCases } from './cases/bodies.ts'
import { cachedCases } from './cases/cached.ts'
import { carryingCases } from './cases/carrying.ts'
import { closedCases } from './cases/closed.ts'
import { closingCases } from './cases/closing.ts'
import { codingCases } from './cases/codings.ts'
import { constructorCases } from './cases/constructor.ts'
import { delayingCases } from './cases/delaying.ts'
import { clientDialectCases } from './cases/dialect.ts'
import { endingCases } from './cases/ending.ts'
import { failingCases } from './cases/failing.ts'
import { handlerCases } from './cases/handlers.ts'
import { http2Cases } from './cases/http2.ts'
import { interfaceCases } from './cases/interface.ts'
import { keepingCases } from './cases/keeping.ts'
import { limitCases } from './cases/limits.ts'
import { lineCases } from './cases/lines.ts'
import { messageCases } from './cases/messages.ts'
import { namedCases } from './cases/named.ts'
import { networkCases } from './cases/network.ts'
import { nowhereCases } from './cases/nowhere.ts'
import { reconnectingCases } from './cases/reconnecting.ts'
import { redirectedCases } from './cases/redirected.ts'
import { redirectCases } from './cases/redirects.ts'
import { requestCases } from './cases/requests.ts'
import { resumingCases } from './cases/resuming.ts'
import { retryCases } from './cases/retry.ts'
import { schemeCases } from './cases/schemes.ts'
import { statusCases } from './cases/statuses.ts'
import { stoppingCases } from './cases/stopping.ts'
import { survivingCases } from './cases/surviving.ts'
import { throwingCases } from './cases/throwing.ts'
import { tlsCases } from './cases/tls.ts'
import { typeCases } from './cases/types.ts'
import { clientChunkingCases, clientVectorCases } from './cases/vectors.ts'
import { waitingCases } from './cases/waiting.ts'
import type { ClientWorld } from './world.ts'

/** The cases of the role client, in the order of the report. */
export const clientCases: readonly Case<ClientWorld>[] = [
  ...clientVectorCases,
  ...clientChunkingCases,
  ...retryCases,
  ...reconnectingCases,
  ...endingCases,
  ...delayingCases,
  ...waitingCases,
  ...keepingCases,
  ...networkCases,
  ...resumingCases,
  ...carryingCases,
  ...survivingCases,
  ...requestCases,
  ...cachedCases,
  ...redirectCases,
  ...redirectedCases,
  ...nowhereCases,
  ...statusCases,
  ...typeCases,
  ...bodyCases,
  ...codingCases,
  ...tlsCases,
  ...http2Cases,
  ...schemeCases,
  ...limitCases,
  ...constructorCases,
  ...interfaceCases,
  ...handlerCases,
  ...announcingCases,
  ...lineCases,
  ...messageCases,
  ...namedCases,
  ...throwingCases,
  ...failingCases,
  ...closingCases,
  ...stoppingCases,
  ...closedCases,
  ...clientDialectCases,
]
