import type { Json } from '../../spec/verdict.ts'
import { legible, visible } from '../../spec/visible.ts'

/** The most lines of one value. */
const longest = 12
/** The most characters of one line. */
const widest = 400

/** A value in lines: of a reading one for each event; texts in lines as they are, everything else as JSON. */
export const linesOf = (value: Json | undefined): string | undefined => {
  if (value === undefined) return undefined
  const all = typeof value === 'string' ? value.split('\n').map(legible) : isReading(value) ? readingLines(value) : [jsonOf(value)]
  const lines = all.map((line) => (line.length > widest ? `${line.slice(0, widest)}… (${line.length - widest} more)` : line))
  return lines.length > longest ? [...lines.slice(0, longest), `… (${lines.length - longest} more)`].join('\n') : lines.join('\n')
}

const isReading = (value: Json): value is { readonly events: readonly Json[] } & { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && 'events' in value && Array.isArray(value.events)

const readingLines = ({ events, lastEventId, retry }: { readonly [key: string]: Json }): readonly string[] => [
  ...(events as readonly Json[]).map((event) => `event ${jsonOf(event)}`),
  ...((events as readonly Json[]).length === 0 ? ['no event'] : []),
  ...(lastEventId === undefined || lastEventId === '' ? [] : [`last event ID ${jsonOf(lastEventId)}`]),
  ...(retry === undefined || retry === null ? [] : [`reconnection time ${jsonOf(retry)}`]),
]

/** JSON in which nothing is invisible. */
const jsonOf = (value: Json): string => {
  if (typeof value === 'string') return `"${visible(value)}"`
  if (typeof value !== 'object' || value === null) return String(value)
  if (Array.isArray(value)) return `[${value.map(jsonOf).join(', ')}]`
  return `{${Object.entries(value)
    .map(([key, part]) => `${key}: ${jsonOf(part)}`)
    .join(', ')}}`
}
