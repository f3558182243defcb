import type { ServerAddress } from '../targets/target.ts'
import type { Door } from '../wire/connect.ts'

/** Where the connections to a server lead. */
export const doorOf = ({ url, http, tls }: ServerAddress): Door => {
  const { protocol, hostname, port } = new URL(url)
  const scheme = protocol === 'https:' ? 'https' : 'http'
  return {
    scheme,
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (scheme === 'https' ? 443 : 80) : Number(port),
    http,
    tls,
  }
}
