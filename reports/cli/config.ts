import { existsSync } from 'node:fs'
import type { Json } from '../../spec/verdict.ts'
import type { CredentialName, Origins } from '../../suites/targets/access/access.ts'
import { loadDocument } from './document.ts'

/** What a configuration file may say: the long options, and the target. */
export type Config = {
  readonly parser?: { readonly module?: string; readonly command?: readonly string[] }
  readonly encoder?: { readonly module?: string; readonly command?: readonly string[] }
  readonly client?: {
    readonly module?: string
    readonly export?: string
    readonly command?: readonly string[]
    readonly service?: string
    readonly manual?: boolean
    readonly listen?: string
  }
  readonly server?: ServerConfig
  readonly name?: string
  readonly as?: string
  readonly only?: readonly string[]
  readonly skip?: readonly string[]
  readonly baseline?: string
  readonly 'fail-on'?: string
  readonly 'require-observed'?: readonly string[]
  readonly timeout?: string | number
  readonly deadline?: string | number
  readonly jobs?: number
  readonly seed?: string
  readonly shard?: string
  readonly out?: string
  readonly report?: readonly string[]
}

/** What command line and configuration say of a server in the same way. The body may refer to the environment with `${NAME}`. */
export type ServerWords = {
  readonly method?: string
  readonly body?: string
  readonly http?: '1.1' | '2'
  readonly status?: number
  readonly publish?: string
  readonly publishCommand?: string
  readonly data?: string
  readonly stats?: string
  readonly subscribers?: number
  readonly start?: string
  readonly waitFor?: string
  readonly ca?: string
  readonly cert?: string
  readonly key?: string
  readonly insecure?: boolean
}

/** A topic, or a user: how its stream is asked for, and how something is published for it alone. */
export type TopicWords = {
  readonly url?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly publish?: Readonly<Record<string, Json>>
  readonly publishUrl?: string
}

/** A server, and how it is asked. */
export type ServerConfig = Omit<ServerWords, 'http'> & {
  /** Also as numbers, which is how YAML reads them. */
  readonly http?: '1.1' | '2' | 1.1 | 2
  readonly url?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly topics?: Readonly<Record<string, TopicWords>>
  readonly for?: string | number
  readonly idle?: string | number
  readonly allowHeavy?: readonly string[]
  readonly origins?: Origins
  readonly credentials?: { readonly [Name in CredentialName]?: CredentialWords } & { readonly anonymous?: boolean }
  readonly fresh?: SourceWords
  readonly revoke?: SourceWords
  readonly singleUse?: boolean
  readonly grace?: string | number
  readonly secrets?: readonly string[]
  readonly local?: boolean
}

/** How somebody shows who they are. The values may refer to the environment with `${NAME}`. */
export type CredentialWords = { readonly headers?: Readonly<Record<string, string>>; readonly url?: string }

/** Who hands out credentials, or makes them void. */
export type SourceWords = CredentialWords & { readonly command?: string }

const defaults = ['sse-conformance.json', 'sse-conformance.yaml', 'sse-conformance.yml']

/** Reads the named configuration file, or the first default one that exists; throws a UsageError when it cannot be used. */
export const loadConfig = async (file: string | undefined): Promise<Config> => {
  const found = file ?? defaults.find((name) => existsSync(name))
  if (found === undefined) return {}
  const advice = 'give a JSON or YAML file with --config'
  return (await loadDocument(found, { what: 'the configuration', schema: 'config', advice })) as Config
}
