import { readFileSync } from 'node:fs'
import type { Misfit } from '../../spec/schema.ts'
import type { SchemaName } from '../../spec/schemas.ts'
import { didYouMean } from './nearest.ts'
import { UsageError } from './usage-error.ts'

/** A file that a person wrote: what it is called in messages, the shape it has, and what to do where it cannot be read. */
export type DocumentKind = { readonly what: string; readonly schema?: SchemaName; readonly advice: string }

/** Reads a JSON or YAML file and checks it; throws a UsageError when it cannot be used. */
export const loadDocument = async (file: string, kind: DocumentKind): Promise<unknown> => {
  const value = await parse(file, read(file, kind))
  if (kind.schema) await checkShape(file, kind.schema, value)
  return value
}

/** Throws a UsageError that says what does not fit, and where. */
export const checkShape = async (file: string, schema: SchemaName, value: unknown): Promise<void> => {
  const { misfits } = await import('../../spec/schema.ts')
  const found = misfits(schema, value)
  const misfit = found.find(({ path, unknownKey }) => path === found[0]?.path && unknownKey && isMisspelt(unknownKey)) ?? found[0]
  if (!misfit) return
  const place = misfit.path === '' ? 'the top' : misfit.path
  const { unknownKey } = misfit
  if (!unknownKey) throw new UsageError(`${file}: ${place}: ${misfit.message}`)
  const { key, known } = unknownKey
  throw new UsageError(`${file}: ${place} has the unknown key "${key}"${didYouMean(key, known)} Known keys: ${known.join(', ')}`)
}

/** Says more than that the right key is missing. */
const isMisspelt = ({ key, known }: NonNullable<Misfit['unknownKey']>) => didYouMean(key, known) !== ''

const read = (file: string, { what, advice }: DocumentKind): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new UsageError(`cannot read ${what} ${file}: ${(error as NodeJS.ErrnoException).code}; ${advice}`)
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
