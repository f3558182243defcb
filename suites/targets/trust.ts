import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rootCertificates } from 'node:tls'

/** An authority that a client is to trust, beside those that it trusts anyway. */
export type Trust = {
  /** Its certificate, as a PEM text. */
  readonly ca: string
  /** What tells a process of it: files, under the names that libraries look for. */
  readonly environment: Readonly<Record<string, string>>
}

/** Whether the file of a variable is trusted beside what the library has, or in its place. */
const variables = {
  NODE_EXTRA_CA_CERTS: 'beside',
  DENO_CERT: 'beside',
  SSL_CERT_FILE: 'instead',
  CURL_CA_BUNDLE: 'instead',
  REQUESTS_CA_BUNDLE: 'instead',
} as const

/** Writes the files into a folder of their own, which `close` removes. `environment` is what the processes would have had. */
export const openTrust = async (ca: string, environment: NodeJS.ProcessEnv): Promise<Trust & { close(): Promise<void> }> => {
  const folder = await mkdtemp(join(tmpdir(), 'sse-conformance-'))
  const write = async (name: string, texts: readonly string[]) => {
    const file = join(folder, `${name}.pem`)
    await writeFile(file, texts.map((text) => text.trimEnd()).join('\n'))
    return [name, file] as const
  }
  const files = Object.entries(variables).map(async ([name, how]) => {
    const known = await textOf(environment[name])
    return write(name, [ca, ...(known ?? (how === 'instead' ? rootCertificates : []))])
  })
  return {
    ca,
    environment: Object.fromEntries(await Promise.all([write('SSE_CA_FILE', [ca]), ...files])),
    close: () => rm(folder, { recursive: true, force: true }),
  }
}

/** What a variable named before, if anything that can be read. */
const textOf = async (file: string | undefined): Promise<readonly string[] | undefined> => {
  if (!file) return undefined
  return readFile(file, 'utf8').then(
    (text) => [text],
    () => undefined,
  )
}
