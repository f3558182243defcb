import { shownUrl } from '../../../suites/secrets/secrets.ts'
import type { AccessAddress, Credential, Credentials, Source } from '../../../suites/targets/access/access.ts'
import { credentialNames } from '../../../suites/targets/access/access.ts'
import type { CredentialWords, ServerConfig, SourceWords } from '../config.ts'
import { expanded, readHeaders } from '../headers.ts'
import { parseDuration } from '../options.ts'
import { UsageError } from '../usage-error.ts'

/** Who may read a stream, as the command line and the configuration say, and what in that is secret. */
export const accessOf = (
  allowed: readonly string[] | undefined,
  config: ServerConfig,
  url: string,
): { readonly access: AccessAddress; readonly secrets: readonly string[] } => {
  const secrets: string[] = []
  const text = (place: string, written: string): string => {
    const found = expanded(place, written)
    secrets.push(...found.secrets)
    return found.text
  }
  const fields = (place: string, words: Readonly<Record<string, string>>) => {
    const read = readHeaders(
      Object.entries(words).map(([name, value]) => `${name}: ${value}`),
      process.env,
      place,
    )
    secrets.push(...read.secrets)
    return Object.entries(read.fields)
  }
  const credential = (place: string, { headers, url: written }: CredentialWords): Credential => ({
    ...(headers === undefined ? {} : { headers: fields(place, headers) }),
    ...(written === undefined ? {} : { url: urlOf(`${place}.url`, text(`${place}.url`, written), url) }),
  })
  const source = (name: 'fresh' | 'revoke'): { readonly [N in 'fresh' | 'revoke']?: Source } => {
    const words = config[name]
    return words === undefined ? {} : { [name]: sourceOf(`server.${name}`, words, credential(`server.${name}`, words)) }
  }
  const { singleUse, grace, local, secrets: hidden } = config
  const origins = allowed ? { ...config.origins, allowed } : config.origins
  for (const origin of [...(origins?.allowed ?? []), ...(origins?.denied ?? [])]) checkOrigin(origin)
  return {
    access: {
      ...(origins ? { origins } : {}),
      ...(config.credentials ? { credentials: credentialsOf(config.credentials, credential) } : {}),
      ...source('fresh'),
      ...source('revoke'),
      ...(singleUse === undefined ? {} : { singleUse }),
      ...(grace === undefined ? {} : { grace: parseDuration(String(grace)) }),
      ...(local === undefined ? {} : { local }),
      ...(hidden === undefined ? {} : { neverSent: hidden.map((value) => longEnough(text('server.secrets', value))) }),
    },
    secrets,
  }
}

const credentialsOf = (
  words: NonNullable<ServerConfig['credentials']>,
  read: (place: string, words: CredentialWords) => Credential,
): Credentials => {
  const { anonymous } = words
  const named = credentialNames.flatMap((name) => {
    const found = words[name]
    return found ? [[name, read(`server.credentials.${name}`, found)] as const] : []
  })
  return { ...Object.fromEntries(named), ...(anonymous === undefined ? {} : { anonymous }) }
}

const sourceOf = (place: string, { command }: SourceWords, { url, headers }: Credential): Source => {
  if (url !== undefined && command !== undefined) throw new UsageError(`${place}: url and command are two ways to the same; give one`)
  if (url !== undefined) return { url, ...(headers ? { headers } : {}) }
  if (command !== undefined) return { command }
  throw new UsageError(`${place}: give a url or a command`)
}

const urlOf = (place: string, written: string, base: string): string => {
  const url = URL.canParse(written, base) ? new URL(written, base) : undefined
  if (url && /^https?:$/.test(url.protocol)) return url.href
  throw new UsageError(
    `${place}: ${JSON.stringify(shownUrl(written))} is no URL; it begins with http:// or https://, or is relative to that of the stream`,
  )
}

const checkOrigin = (origin: string): void => {
  if (origin === 'null' || (URL.canParse(origin) && new URL(origin).origin === origin)) return
  const meant = URL.canParse(origin) && new URL(origin).origin !== 'null' ? new URL(origin).origin : 'https://app.example.com'
  throw new UsageError(`${JSON.stringify(origin)} is no origin as browsers write it; write one such as ${meant}`)
}

const longEnough = (value: string): string => {
  if (value.length >= 8) return value
  throw new UsageError('server.secrets: a value of fewer than eight characters is found by chance; leave it out')
}
