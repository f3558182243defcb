import { expand, secretsOfField } from '../../suites/secrets/secrets.ts'
import { UsageError } from './usage-error.ts'

/** Header fields of a request, and what in them is never to be shown. */
export type RequestFields = { readonly fields: Readonly<Record<string, string>>; readonly secrets: readonly string[] }

/** Reads `Name: value`, with `${NAME}` standing for what the environment has under it. */
export const readHeaders = (
  lines: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = process.env,
  place = '--header',
): RequestFields => {
  const secrets: string[] = []
  const fields: Record<string, string> = {}
  for (const line of lines) {
    const [, name = '', written = ''] = /^([!#$%&'*+.^_`|~\w-]+):[ \t]*(.*?)[ \t]*$/.exec(line) ?? []
    if (name === '') throw new UsageError(`a ${place} has no name; write it as 'Name: value'`)
    const { text: value, secrets: found } = expanded(`${place} ${name}`, written, environment)
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value))
      throw new UsageError(`${place} ${name}: the value holds a character that no field may hold`)
    fields[name.toLowerCase()] = value
    secrets.push(...found, ...secretsOfField(name, value))
  }
  return { fields, secrets }
}

/** Text with the environment in the place of `${NAME}`; `place` is where the text was written. */
export const expanded = (
  place: string,
  written: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): { readonly text: string; readonly secrets: readonly string[] } => {
  const { text, secrets, missing } = expand(written, environment)
  if (missing[0] !== undefined) throw new UsageError(`${place}: there is no environment variable ${missing[0]}; set it first`)
  return { text, secrets }
}
