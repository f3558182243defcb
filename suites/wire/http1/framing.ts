import { valuesOf } from '../fields.ts'
import type { WireHead, WireRequest } from '../wire.ts'

/** How the content of a response is delimited (RFC 9112, 6.3). */
export type Framing =
  | { readonly kind: 'none' }
  | { readonly kind: 'chunked' }
  | { readonly kind: 'length'; readonly length: number }
  | { readonly kind: 'until-close' }
  | { readonly kind: 'malformed'; readonly reason: string }

export const framingOf = ({ method }: Pick<WireRequest, 'method'>, { status, fields }: WireHead): Framing => {
  if (method === 'HEAD' || status === 204 || status === 304) return { kind: 'none' }
  const codings = valuesOf(fields, 'transfer-encoding')
  if (codings.length > 0) return { kind: codings.at(-1)?.toLowerCase() === 'chunked' ? 'chunked' : 'until-close' }
  const lengths = new Set(valuesOf(fields, 'content-length'))
  if (lengths.size === 0) return { kind: 'until-close' }
  const [length = ''] = lengths
  if (lengths.size > 1 || !/^\d{1,15}$/.test(length))
    return { kind: 'malformed', reason: `Content-Length says ${JSON.stringify([...lengths].join(', '))}, which is no length` }
  return { kind: 'length', length: Number(length) }
}
