import type { Claim } from '../../spec/results.ts'
import type { Need } from '../need.ts'
import type { ClientConnection } from '../targets/client-connection.ts'
import type { Acquaintance } from './acquaintance.ts'

/** Whether a client lacks what a case needs, as far as that is known before any case. */
export const lacks = (
  need: Need,
  { exposed, hearsTypes, delay, tells }: Acquaintance,
  connection: ClientConnection,
  claim: Claim,
): boolean => {
  switch (need) {
    case 'type':
      return !exposed.type || !hearsTypes
    case 'lastEventId':
      return !exposed.lastEventId
    case 'id':
      return !exposed.id
    case 'dialect':
      return claim === 'eventsource' || connection.manual !== undefined
    case 'returns':
      return delay === undefined
    case 'events':
      return connection.manual !== undefined
    case 'object':
      return connection.inspect === undefined
    case 'bulk':
      return connection.tellsByRequest === true
    case 'open':
      return connection.inspect === undefined && !tells.open // an object has no choice
    case 'error':
      return connection.inspect === undefined && !tells.error
    case 'tls':
    case 'http2':
      return connection.manual !== undefined // of others it is found out when the first case asks
    default:
      return true
  }
}
