import type { Missing } from '../need.ts'
import type { ServerAddress } from '../targets/target.ts'

/** Why heavy cases are held back from a server; nothing where they are run: on this machine, and against hosts that were named. */
export const holdingBack = ({ url, publish, allowHeavy = [] }: Bearers): Missing | undefined => {
  const urls = [url, ...(publish && 'url' in publish ? [publish.url] : [])].map((text) => new URL(text))
  const bare = urls.filter((asked) => !isLoopback(asked.hostname) && !allowHeavy.some((host) => isNamed(asked, host)))
  if (bare.length === 0) return undefined
  return {
    reason: 'held back: heavy cases are run only on this machine and against hosts that are named',
    unlock: [...new Set(bare.map(({ host }) => `--allow-heavy ${host}`))].join(' '),
  }
}

/** Whatever a heavy case burdens. */
type Bearers = Pick<ServerAddress, 'url' | 'publish' | 'allowHeavy'>

/** 127.0.0.0/8, ::1, localhost and what is under it, all as URL writes them. */
export const isLoopback = (hostname: string): boolean => /^(127(\.\d+){3}|\[::1\]|([^.]+\.)*localhost\.?)$/.test(hostname)

const isNamed = ({ protocol, hostname, port }: URL, host: string): boolean => {
  const named = readHost(host)
  return named?.hostname === hostname && (named.port === undefined || named.port === (port || usualPorts[protocol]))
}

const usualPorts: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' }

/** A host, with or without a port, as URL writes it; nothing where the text is neither. */
export const readHost = (text: string): { readonly hostname: string; readonly port?: string } | undefined => {
  const [, name = '', port] = /^(\[[^\]]+\]|[^:]+)(?::(\d+))?$/.exec(/:.*:/.test(text) && !text.startsWith('[') ? `[${text}]` : text) ?? []
  const url = `http://${name}/`
  if (/[\s/?#@\\*]/.test(name) || !URL.canParse(url)) return undefined
  return { hostname: new URL(url).hostname, ...(port === undefined ? {} : { port: String(Number(port)) }) }
}
