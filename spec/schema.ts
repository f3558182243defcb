import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import { type SchemaName, schemas } from './schemas.ts'

/** Where a value does not fit its schema, and how. */
export type Misfit = {
  /** JSON pointer to the place, empty for the whole. */
  readonly path: string
  readonly message: string
  /** A key that the schema does not know, and those that it does. */
  readonly unknownKey?: { readonly key: string; readonly known: readonly string[] }
}

const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, strict: true, strictTypes: false, strictRequired: false, verbose: true })
ajv.addSchema(Object.values(schemas)) // they refer to each other; each is compiled when it is first asked for

/** What keeps a value from fitting the schema of that name; nothing when it fits. */
export const misfits = (name: SchemaName, value: unknown): readonly Misfit[] => {
  ajv.validate(`${name}.json`, value)
  return (ajv.errors ?? []).filter(isTelling).map(misfitOf)
}

/** `oneOf` and `if` only say that something inside them does not fit. */
const isTelling = ({ keyword }: ErrorObject) => keyword !== 'if' && keyword !== 'oneOf'

const misfitOf = ({ instancePath: path, keyword, message = keyword, params, parentSchema, data }: ErrorObject): Misfit => {
  if (keyword === 'additionalProperties') {
    const known = Object.keys((parentSchema as { properties?: object }).properties ?? {})
    return { path, message: `has an unknown key`, unknownKey: { key: String(params.additionalProperty), known } }
  }
  const found = `found ${JSON.stringify(data)}`
  if (keyword === 'enum') return { path, message: `${found}, allowed ${params.allowedValues.map(String).join(', ')}` }
  if (keyword === 'required') return { path, message }
  return { path, message: `${found}, ${message}` }
}
