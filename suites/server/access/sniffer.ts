import { spellingsOf } from '../../secrets/spellings.ts'
import type { WireHead } from '../../wire/wire.ts'

/** A value that was to stay hidden, and where it was seen. */
export type Leak = { readonly value: string; readonly place: string }

/** Looks for values in one response, also where they come in pieces, and as software writes what it passes on. */
export type Sniffer = {
  readonly leaks: readonly Leak[]
  head(head: WireHead): void
  content(bytes: Uint8Array): void
}

export const createSniffer = (values: readonly string[]): Sniffer => {
  const sought = values.map((value) => ({ value, spellings: spellingsOf(value) }))
  const leaks: Leak[] = []
  const longest = Math.max(0, ...values.map(({ length }) => 8 * length))
  let tail = ''
  const look = (text: string, place: string) => {
    for (const { value, spellings } of sought) {
      if (spellings.some((spelling) => text.includes(spelling)) && !leaks.some((leak) => leak.value === value && leak.place === place))
        leaks.push({ value, place })
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
