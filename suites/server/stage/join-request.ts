import type { ServerAddress } from '../../targets/target.ts'
import type { WireRequest } from '../../wire/wire.ts'
import { requestOf } from '../requests.ts'
import type { JoinOptions } from './audience.ts'

/** The request of a subscriber; a URL of its own has the host of the stream. */
export const joinRequest = (
  address: ServerAddress,
  version: '1.1' | '2',
  { lastEventId, fields = [], url, method }: JoinOptions,
): WireRequest => {
  const names = new Set(fields.map(([name]) => name.toLowerCase()))
  const headers = [...(address.headers ?? []).filter(([name]) => !names.has(name.toLowerCase())), ...fields]
  const { body, ...bare } = { ...address, headers, url: url ?? address.url }
  const asked = method === undefined ? { ...bare, ...(body === undefined ? {} : { body }) } : { ...bare, method }
  return requestOf('watch', asked, version, lastEventId)
}
