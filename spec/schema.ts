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
  const errors = ajv.errors ?? []
  const choices = errors.filter(isExplainedChoice)
  return errors
    .filter((error) => choices.includes(error) || (isTelling(error) && !choices.some((choice) => isOf(choice, error))))
    .map(misfitOf)
}

/** These only say that something inside them does not fit. */
const isTelling = ({ keyword }: ErrorObject) => keyword !== 'if' && keyword !== 'oneOf' && keyword !== 'propertyNames'

/** Of a plain value, which none of several shapes fits, the description of them all says more than each of them does. */
const isExplainedChoice = ({ keyword, parentSchema, data }: ErrorObject) =>
  keyword === 'oneOf' && parentSchema?.description !== undefined && (typeof data !== 'object' || data === null)

const isOf = (choice: ErrorObject, { instancePath, schemaPath }: ErrorObject) =>
  instancePath === choice.instancePath && schemaPath.startsWith(`${choice.schemaPath}/`)

const misfitOf = ({ instancePath: path, keyword, message = keyword, params, parentSchema, data }: ErrorObject): Misfit => {
  if (keyword === 'additionalProperties') {
    const known = Object.keys((parentSchema as { properties?: object }).properties ?? {})
    return { path, message: `has an unknown key`, unknownKey: { key: String(params.additionalProperty), known } }
  }
  const found = `found ${JSON.stringify(data)?.replace(/\/\/[^/\s"]*@/g, '//…@')}` // no password of a URL
  if (keyword === 'enum') return { path, message: `${found}, allowed ${[...new Set(params.allowedValues.map(String))].join(', ')}` }
  if (parentSchema?.description && (keyword === 'pattern' || keyword === 'oneOf'))
    return { path, message: `${found}, allowed: ${parentSchema.description}` }
  if (keyword === 'required') return { path, message }
  return { path, message: `${found}, ${message}` }
}
