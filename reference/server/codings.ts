import type { Asked, Field } from './steps.ts'

/** A name of the list, and how much it is wanted (RFC 9110, 12.4.2): 0 is not at all. */
type Wanted = { readonly name: string; readonly weight: number }

/** The coding that a request wants most of those that are offered, the first of equals; null stands for none (RFC 9110, 12.5.3). */
export const codingFor = ({ field }: Asked, offered: readonly string[]): string | null => {
  const wanted = (field('accept-encoding') ?? '').split(',').map(wantedOf)
  const weightOf = (name: string) => wanted.find((one) => one.name === name)?.weight
  const none: Wanted = { name: '', weight: 0 }
  const best = offered
    .map((name): Wanted => ({ name, weight: weightOf(name) ?? weightOf('*') ?? 0 }))
    .reduce((first, next) => (next.weight > first.weight ? next : first), none)
  return best.weight > 0 && best.weight >= (weightOf('identity') ?? 0) ? best.name : null
}

const wantedOf = (item: string): Wanted => {
  const [name = '', ...parameters] = item.split(';').map((part) => part.trim().toLowerCase())
  const weight = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1)
  return { name, weight: weight >= 0 && weight <= 1 ? weight : 0 }
}

/** The fields of a stream that could come in several codings (RFC 9110, 12.5.5), and comes in this one. */
export const codedFields = (fields: readonly Field[], coding: string | null): readonly Field[] => {
  const varying = fields.filter(isVary).map(([, value]) => value)
  return [
    ...fields.filter((field) => !isVary(field)),
    ['Vary', [...varying, 'Accept-Encoding'].join(', ')],
    ...(coding === null ? [] : [['Content-Encoding', coding] as const]),
  ]
}

const isVary = ([name]: Field) => name.toLowerCase() === 'vary'

/** Whether these are the fields of a stream, be it asked for with GET or HEAD. */
export const areOfStream = (fields: readonly Field[]): boolean =>
  fields.some(([name, value]) => name.toLowerCase() === 'content-type' && /^text\/event-stream\b/i.test(value))
