import type { Field } from './wire.ts'

/** The values of every field of that name, as they stand on the wire; the name in lower case. */
export const fieldLines = (fields: readonly Field[], name: string): readonly string[] =>
  fields.filter(([written]) => written.toLowerCase() === name).map(([, value]) => value)

/** The members of the list that the fields of that name make (RFC 9110, 5.6.1); commas in quotes do not separate. */
export const valuesOf = (fields: readonly Field[], name: string): readonly string[] =>
  fieldLines(fields, name)
    .flatMap((value) => (value.match(/(?:"(?:\\.|[^"\\])*"|[^,"])+/g) ?? []).map((member) => member.trim()))
    .filter(Boolean)
