import type { ServerAddress } from '../../targets/target.ts'
import type { WireRequest } from '../../wire/wire.ts'
import { requestOf } from '../requests.ts'
import type { JoinOptions } from './audience.ts'

/** The request of a subscriber; a URL of its own has the host of the stream. */
export const joinRequest = (address: ServerAddress, version: '1.1' | '2', { lastEventId, fields = [], url }: JoinOptions): WireRequest => {
  const names = new Set(fields.map(([name]) => name.toLowerCase()))
  const headers = [...(address.headers ?? []).filter(([name]) => !names.has(name.toLowerCase())), ...fields]
  return requestOf('watch', { ...address, headers, url: url ?? address.url }, version, lastEventId)
}
