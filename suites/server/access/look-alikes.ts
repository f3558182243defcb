import type { ClauseId } from '../../../spec/clauses.ts'
import type { Origins } from '../../targets/access/access.ts'

/** The ways in which an origin may look like an allowed one, each with the clause that it is about. */
export type Likeness = Extract<ClauseId, `origin.${'null' | 'suffix' | 'prefix' | 'scheme' | 'port' | 'trailing-dot'}`>

/** Origins that are not allowed and look like one that is. */
export const lookAlikes = (likeness: Likeness, { allowed }: Origins): readonly string[] => {
  const all =
    likeness === 'origin.null' ? ['null'] : allowed.flatMap((origin) => (URL.canParse(origin) ? makers[likeness](new URL(origin)) : []))
  return [...new Set(all)].filter((origin) => !allowed.includes(origin))
}

const makers: Readonly<Record<Exclude<Likeness, 'origin.null'>, (origin: URL) => readonly string[]>> = {
  'origin.suffix': ({ protocol, hostname, port }) =>
    isNumeric(hostname) ? [] : endingsOf(hostname).map((ending) => originOf(protocol, `not${ending}`, port)),
  'origin.prefix': ({ protocol, hostname, port }) =>
    hostname.startsWith('[')
      ? []
      : [
          originOf(protocol, `${hostname}.sse-conformance.invalid`, port),
          ...(isNumeric(hostname) || !hostname.includes('.') ? [] : [originOf(protocol, hostname.replace(/\.(?=[^.]*$)/, 'x'), port)]), // a dot of a pattern
        ],
  /** Who holds the host holds it under https too, and on one's own machine all schemes and ports are one's own. */
  'origin.scheme': ({ protocol, hostname, port }) => (protocol === 'https:' && !isOwn(hostname) ? [originOf('http:', hostname, port)] : []),
  'origin.port': ({ protocol, hostname, port }) =>
    isOwn(hostname) ? [] : [originOf(protocol, hostname, port === '8443' ? '9443' : '8443')],
  'origin.trailing-dot': ({ protocol, hostname, port }) => (isNumeric(hostname) ? [] : [originOf(protocol, `${hostname}.`, port)]),
}

/** Another name under the same parent: where it is allowed, all names there are, and an origin that ends alike is none by accident. */
export const siblingOf = (origin: string): string | undefined => {
  const { protocol, hostname, port } = new URL(origin)
  const [, ...parent] = hostname.split('.')
  return parent.length < 2 ? undefined : originOf(protocol, `sse-conformance.${parent.join('.')}`, port)
}

const originOf = (protocol: string, host: string, port: string) => `${protocol}//${host}${port === '' ? '' : `:${port}`}`

/** The host, and what is left of it without its first names, down to two. */
const endingsOf = (host: string): readonly string[] => {
  const names = host.split('.')
  return names.flatMap((_, at) => (at === 0 || names.length - at >= 2 ? [names.slice(at).join('.')] : []))
}

const isNumeric = (host: string) => /^\[|^[\d.]+$/.test(host)
const isOwn = (host: string) => isNumeric(host) || host === 'localhost' || host.endsWith('.localhost')
