import { UsageError } from './usage-error.ts'

/** Header fields of a request, and what in them is never to be shown. */
export type RequestFields = { readonly fields: Readonly<Record<string, string>>; readonly secrets: readonly string[] }

/** What these say is no secret, unless it comes from the environment. */
const open = /^(?:accept(?:-.*)?|cache-control|content-type|last-event-id|origin|pragma|user-agent)$/

/** Reads `Name: value`, with `${NAME}` standing for what the environment has under it. */
export const readHeaders = (
  lines: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = process.env,
): RequestFields => {
  const secrets: string[] = []
  const fields: Record<string, string> = {}
  for (const line of lines) {
    const [, name = '', written = ''] = /^([!#$%&'*+.^_`|~\w-]+):[ \t]*(.*?)[ \t]*$/.exec(line) ?? []
    if (name === '') throw new UsageError("a --header has no name; write it as 'Name: value'")
    const value = written.replace(/\$\{(\w+)\}/g, (_, variable: string) => {
      const found = environment[variable]
      if (found === undefined) throw new UsageError(`--header ${name}: there is no environment variable ${variable}; set it first`)
      secrets.push(found)
      return found
    })
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value))
      throw new UsageError(`--header ${name}: the value holds a character that no field may hold`)
    fields[name.toLowerCase()] = value
    if (!open.test(name.toLowerCase())) secrets.push(...secretsOf(value))
  }
  return { fields, secrets }
}

/** The value, its credentials without their scheme, the values of cookies, and the password of Basic. */
const secretsOf = (value: string): readonly string[] => {
  const [, scheme = '', credentials = ''] = /^(\S+) (\S+)$/.exec(value) ?? []
  const cookies = Array.from(value.matchAll(/=([^;,\s]+)/g), ([, cookie = '']) => cookie)
  const password =
    scheme.toLowerCase() === 'basic'
      ? Buffer.from(credentials, 'base64')
          .toString()
          .replace(/^[^:]*:/, '')
      : ''
  return [value, credentials, password, ...cookies]
}
