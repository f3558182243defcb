import { encode } from '../../../reference/encoder/encoder.ts'
import { readBack } from '../../encoder/read-back.ts'
import type { DataForm } from '../../targets/target.ts'

/** How this data was made of that text, if it can be told. */
export const formOf = (data: string, text: string): DataForm | undefined => {
  if (data === text) return 'text'
  const value = parsed(data)
  return value === text ? 'json' : pointerTo(value, text)
}

/** What was given, where this is what came of it. */
export const unwrapped = (form: DataForm, data: string): string | undefined => {
  if (form === 'text') return data
  const value = form === 'json' ? parsed(data) : at(parsed(data), form)
  return typeof value === 'string' ? value : undefined
}

/** The block of an event with its data as it was given; as it came where that cannot be told. */
export const unwrappedBlock = (form: DataForm, bytes: Uint8Array): Uint8Array => {
  if (form === 'text') return bytes
  const { fields, comments } = readBack(bytes)
  const lines = fields.filter(({ name }) => name === 'data').map(({ value }) => value)
  const data = lines.length === 0 ? undefined : unwrapped(form, lines.join('\n'))
  if (data === undefined) return bytes
  const others = fields.filter(({ name }) => name !== 'data').map(({ name, value }) => `${name}: ${value}\n`)
  return Buffer.from(
    `${comments.map((text) => `:${text}\n`).join('')}${others.join('')}${encode({ data: data.replace(/\p{Surrogate}/gu, '\ufffd') })}`,
  )
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Where the text stands within the value, nearest to the top. */
const pointerTo = (value: unknown, text: string): DataForm | undefined => {
  let level: readonly (readonly [pointer: string, value: unknown])[] = [['', value]]
  for (let depth = 0; depth < 8 && level.length > 0; depth += 1) {
    const found = level.find(([, one]) => one === text)
    if (found) return found[0] as DataForm
    level = level.flatMap(([pointer, one]) =>
      typeof one === 'object' && one !== null
        ? Object.entries(one).map(([key, part]) => [`${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`, part] as const)
        : [],
    )
  }
  return undefined
}

const at = (value: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((one, key) => (typeof one === 'object' && one !== null ? (one as Record<string, unknown>)[key] : undefined), value)
