import { legible } from '../../spec/visible.ts'

/** XML that `element` made; everything else is text. */
export type Element = { readonly xml: string }

type Attributes = Readonly<Record<string, string | number | undefined>>

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
}
const entityOf = (char: string) => entities[char] ?? ''

/** What XML 1.0 cannot hold (controls, lone surrogates, U+FFFE and U+FFFF) is told as an escape, as all that an eye cannot see. */
const textOf = (text: string) => legible(text).replace(/[&<>]/g, entityOf)
/** A reader of XML makes a plain space of a line end or a tab in an attribute that is not written as a reference. */
const attributeOf = (text: string) => legible(text).replace(/[&<>"\t\n]/g, entityOf)

/** An element of XML 1.0; names are its author's own, attributes and texts may be anything. Attributes without a value are left out. */
export const element = (name: string, attributes: Attributes, ...content: readonly (Element | string)[]): Element => {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${attributeOf(String(value))}"`],
  )
  const inside = content.map((part) => (typeof part === 'string' ? textOf(part) : `\n${part.xml}`)).join('')
  const end = content.some((part) => typeof part !== 'string') ? '\n' : ''
  return { xml: `<${name}${written.join('')}${inside === '' ? '/>' : `>${inside}${end}</${name}>`}` }
}
