import { existsSync, readFileSync } from 'node:fs'
import { didYouMean } from './nearest.ts'
import { UsageError } from './usage-error.ts'

/** What a configuration file may say: the long options, and the target. */
export type Config = {
  readonly parser?: { readonly module?: string; readonly command?: readonly string[] }
  readonly encoder?: { readonly module?: string; readonly command?: readonly string[] }
  readonly server?: ServerConfig
  readonly name?: string
  readonly as?: string
  readonly only?: readonly string[]
  readonly skip?: readonly string[]
  readonly timeout?: string | number
  readonly deadline?: string | number
  readonly jobs?: number
  readonly seed?: string
  readonly shard?: string
  readonly out?: string
  readonly report?: readonly string[]
}

/** A server, and how it is asked. Header fields and the body may refer to the environment with `${NAME}`. */
export type ServerConfig = {
  readonly url?: string
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly http?: '1.1' | '2'
  readonly for?: string | number
  readonly status?: number
  readonly start?: string
  readonly waitFor?: string
  readonly ca?: string
  readonly cert?: string
  readonly key?: string
  readonly insecure?: boolean
}

const defaults = ['sse-conformance.json', 'sse-conformance.yaml', 'sse-conformance.yml']

/** Reads the named configuration file, or the first default one that exists; throws a UsageError when it cannot be used. */
export const loadConfig = async (file: string | undefined): Promise<Config> => {
  const found = file ?? defaults.find((name) => existsSync(name))
  if (found === undefined) return {}
  const config = await parse(found, read(found))
  const { misfits } = await import('../../spec/schema.ts')
  const [misfit] = misfits('config', config)
  if (!misfit) return config as Config
  const place = misfit.path === '' ? 'the top' : misfit.path
  const { unknownKey } = misfit
  if (!unknownKey) throw new UsageError(`${found}: ${place}: ${misfit.message}`)
  const { key, known } = unknownKey
  throw new UsageError(`${found}: ${place} has the unknown key "${key}"${didYouMean(key, known)} Known keys: ${known.join(', ')}`)
}

const read = (file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new UsageError(
      `cannot read the configuration ${file}: ${(error as NodeJS.ErrnoException).code}; give a JSON or YAML file with --config`,
    )
  }
}

const parse = async (file: string, text: string): Promise<unknown> => {
  try {
    if (file.endsWith('.json')) return JSON.parse(text)
    const { parse: parseYaml } = await import('yaml')
    return parseYaml(text) ?? {}
  } catch (error) {
    throw new UsageError(`${file} is no ${file.endsWith('.json') ? 'JSON' : 'YAML'}: ${(error as Error).message.split('\n')[0]}`)
  }
}
