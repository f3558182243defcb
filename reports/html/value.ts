import type { Json } from '../../spec/verdict.ts'
import { visible } from '../../spec/visible.ts'
import { h, type Markup } from './markup.ts'

const tokens = /((?:\\u[0-9a-f]{4}|\\[^n"])+|\\[n"])/

/** Text with its escapes set apart for the eye; copied, it is the body of a JSON string. */
export const escaped = (text: string): readonly Markup[] =>
  visible(text)
    .split(tokens)
    .map((piece, index) =>
      index % 2 === 0
        ? h`${piece}`
        : piece === '\\"'
          ? h`<s>\\</s>"`
          : piece === '\\n'
            ? h`<i class="lf">${piece}</i>`
            : h`<i>${piece}</i>`,
    )

/** A JSON value on one line. */
export const inline = (value: Json): Markup => {
  if (typeof value === 'string') return h`<q>${escaped(value)}</q>`
  if (typeof value !== 'object' || value === null) return h`${String(value)}`
  if (isList(value)) return h`[${joined(value.map(inline))}]`
  return h`{${joined(Object.entries(value).map(([key, part]) => h`<q>${escaped(key)}</q>: ${inline(part)}`))}}`
}

export const joined = (parts: readonly Markup[]) => parts.map((part, index) => h`${index > 0 && ', '}${part}`)

export const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value)

export const isRecord = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !isList(value)

/** A value with what differs from the other one marked; in texts only the part between the common start and end. */
export const marked = (value: Json, other: Json | undefined): Markup => {
  if (typeof value !== 'string' || typeof other !== 'string') return h`<mark>${inline(value)}</mark>`
  const [mine, others] = [Array.from(value), Array.from(other)]
  const start = commonStart(mine, others)
  const end = mine.length - commonStart(mine.slice(start).reverse(), others.slice(start).reverse())
  const [before, differing, after] = [mine.slice(0, start), mine.slice(start, end), mine.slice(end)].map((part) => escaped(part.join('')))
  return h`<q>${before}${start < end ? h`<mark>${differing}</mark>` : h`<mark class="gap"></mark>`}${after}</q>`
}

/** How many items two lists have in common at their start. */
export const commonStart = (one: readonly unknown[], other: readonly unknown[], same = Object.is): number => {
  const first = one.findIndex((item, index) => index >= other.length || !same(item, other[index]))
  return first === -1 ? one.length : first
}
