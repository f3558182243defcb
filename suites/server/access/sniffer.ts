import { formsOf } from '../../secrets/forms.ts'
import type { WireHead } from '../../wire/wire.ts'

/** A value that was to stay hidden, and where it was seen. */
export type Leak = { readonly value: string; readonly place: string }

/** Looks for values in one response, also where they come in pieces, and however they are written. */
export type Sniffer = {
  readonly leaks: readonly Leak[]
  head(head: WireHead): void
  content(bytes: Uint8Array): void
}

export const createSniffer = (values: readonly string[]): Sniffer => {
  const sought = values.map((value) => ({ value, pattern: patternOf(value) }))
  const leaks: Leak[] = []
  const longest = Math.max(0, ...values.map(({ length }) => 16 * length))
  let tail = ''
  const look = (text: string, place: string) => {
    for (const { value, pattern } of sought) {
      if (pattern.test(text) && !leaks.some((leak) => leak.value === value && leak.place === place)) leaks.push({ value, place })
    }
  }
  return {
    leaks,
    head({ fields }) {
      for (const [name, text] of fields) look(text, `the field ${name}`)
    },
    content(bytes) {
      if (sought.length === 0) return
      const text = tail + Buffer.from(bytes).toString('latin1')
      look(text, 'the content')
      tail = text.slice(-longest)
    },
  }
}

/** All forms but the one for text that was cut. */
const patternOf = (value: string): RegExp => new RegExp(formsOf(value).slice(0, -1).join('|'))
