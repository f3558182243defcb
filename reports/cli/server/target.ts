import { readFileSync } from 'node:fs'
import { shownUrl } from '../../../suites/secrets/secrets.ts'
import { readHost } from '../../../suites/server/heavy.ts'

import type { DataForm, ServerAddress, ServerTarget, Tls } from '../../../suites/targets/target.ts'
import type { Config, ServerWords } from '../config.ts'
import { expanded, readHeaders } from '../headers.ts'
import { optional, parseDuration } from '../options.ts'
import type { ServerFlags } from '../server.ts'
import { UsageError } from '../usage-error.ts'
import { accessOf } from './access.ts'
import { crowdOf } from './crowd.ts'

/** The server that the command line names, and where it says nothing, the configuration. */
export const serverOf = (
  address: string | undefined,
  flags: ServerFlags,
  { server: config = {} }: Config,
  name: string | undefined,
): ServerTarget => {
  const found = expanded('the URL', address ?? config.url ?? '')
  const content = expanded('--body', bodyOf(flags.body ?? config.body) ?? '')
  const url = urlOf(found.text)
  const headers = [...Object.entries(config.headers ?? {}).map(([field, value]) => `${field}: ${value}`), ...(flags.header ?? [])]
  const { fields, secrets } = readHeaders(headers)
  const { hook, secrets: hookSecrets } = publishOf(flags, config)
  const { access, secrets: accessSecrets } = accessOf(flags.origin, config, url)
  const { crowd, secrets: crowdSecrets } = crowdOf(flags, config)
  const method = flags.method ?? config.method
  const watch = flags.for ?? optional(config.for, (time) => parseDuration(String(time)))
  const command = flags.start ?? config.start
  const waitFor = flags.waitFor ?? config.waitFor
  if (waitFor !== undefined && command === undefined) throw new UsageError('--wait-for waits for what --start starts; give both')
  return {
    role: 'server',
    kind: 'url',
    url,
    ...given('name', name),
    ...given('method', method && methodOf(method)),
    headers: Object.entries(fields),
    secrets: [...found.secrets, ...content.secrets, ...secrets, ...hookSecrets, ...accessSecrets, ...crowdSecrets],
    ...access,
    ...given('allowHeavy', hostsOf(flags.allowHeavy ?? config.allowHeavy)),
    ...given('body', content.text === '' ? undefined : content.text),
    ...given('http', flags.http ?? (config.http && (String(config.http) as '1.1' | '2'))),
    ...given('watch', watch),
    ...given('idle', flags.idle ?? optional(config.idle, (time) => parseDuration(String(time)))),
    ...given('status', flags.status ?? config.status),
    ...given('publish', hook),
    ...crowd,
    ...given('data', dataOf(flags.data ?? config.data)),
    ...given('tls', tlsOf({ ...config, ...flags })),
    ...(command === undefined ? {} : { start: { command, ...given('waitFor', waitFor) } }),
  }
}

const given = <Key extends string, Value>(key: Key, value: Value | undefined) =>
  (value === undefined ? {} : { [key]: value }) as { readonly [K in Key]?: Value }

const urlOf = (address: string): string => {
  if (address === '') throw new UsageError('say where the stream is: sse-conformance server http://127.0.0.1:3000/events')
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol))
    throw new UsageError(`${JSON.stringify(shownUrl(address))} is no URL of a stream; it begins with http:// or https://`)
  return address
}

type PublishWords = Pick<ServerWords, 'publish' | 'publishCommand'>
type Published = { readonly hook: ServerAddress['publish']; readonly secrets: readonly string[] }

const publishOf = (flags: PublishWords, config: PublishWords): Published => {
  const words = flags.publish === undefined && flags.publishCommand === undefined ? config : flags
  const { publish: url, publishCommand: command } = words
  if (url !== undefined && command !== undefined) throw new UsageError('--publish and --publish-command are two ways to the same; give one')
  if (url === undefined) return { hook: command === undefined ? undefined : { command }, secrets: [] }
  const { text, secrets } = expanded('--publish', url)
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return { hook: { url: text }, secrets }
  throw new UsageError(`--publish ${JSON.stringify(shownUrl(text))} is no URL; it begins with http:// or https://`)
}

const dataOf = (form: string | undefined): DataForm | undefined => {
  if (form === undefined || form === 'text' || form === 'json') return form
  if (form.startsWith('/')) return form as DataForm
  throw new UsageError(`--data ${JSON.stringify(form)}: write text, json, or a JSON pointer that begins with a slash, such as /payload`)
}

const methodOf = (method: string): string => {
  if (/^[!#$%&'*+.^_`|~\w-]+$/.test(method)) return method
  throw new UsageError(`${JSON.stringify(method)} is no method`)
}

/** The command line's in place of the configuration's; throws a UsageError for what is none. */
const hostsOf = (hosts: readonly string[] | undefined): readonly string[] | undefined => {
  const wrong = hosts?.find((host) => !readHost(host))
  if (wrong === undefined) return hosts
  throw new UsageError(`--allow-heavy: ${JSON.stringify(wrong)} is no host; write one such as example.com or example.com:8080`)
}

const bodyOf = (body: string | undefined): string | undefined => (body?.startsWith('@') ? read(body.slice(1), '--body') : body)

const tlsOf = ({ ca, cert, key, insecure }: Pick<ServerFlags, 'ca' | 'cert' | 'key' | 'insecure'>): Tls | undefined => {
  if ((cert === undefined) !== (key === undefined)) throw new UsageError('--cert and --key belong together; give both')
  const tls = {
    ...given('ca', ca && read(ca, '--ca')),
    ...given('cert', cert && read(cert, '--cert')),
    ...given('key', key && read(key, '--key')),
    ...(insecure ? { insecure: true as const } : {}),
  }
  return Object.keys(tls).length === 0 ? undefined : tls
}

const read = (file: string, option: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new UsageError(`${option}: cannot read ${file}: ${(error as NodeJS.ErrnoException).code}`)
  }
}
