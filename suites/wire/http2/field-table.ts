import type { Field } from '../wire.ts'
import { malformed } from './flaw.ts'
import { staticTable } from './static-table.ts'

/** SETTINGS_HEADER_TABLE_SIZE, which this side leaves at its default. */
const largest = 4096

/** What a field counts for (RFC 7541, section 4.1): its bytes, and 32 for keeping it. */
export const sizeOf = ([name, value]: Field) => name.length + value.length + 32

/** The static and the dynamic table under one numbering (RFC 7541, section 2.3). */
export const createFieldTable = () => {
  const added: Field[] = []
  let size = 0
  let limit = largest

  const evictTo = (room: number) => {
    while (size > room) size -= sizeOf(added.pop() ?? ['', ''])
  }

  return {
    at(index: number): Field {
      const field = staticTable[index - 1] ?? added[index - 1 - staticTable.length]
      if (!field) throw malformed(`the header block refers to entry ${index} of the HPACK table, which does not exist`)
      return field
    },
    /** An entry larger than the table leaves it empty (RFC 7541, section 4.4). */
    add(field: Field): void {
      evictTo(Math.max(0, limit - sizeOf(field)))
      if (sizeOf(field) > limit) return
      added.unshift(field)
      size += sizeOf(field)
    },
    resize(to: number): void {
      if (to > largest) throw malformed(`the header block makes the HPACK table ${to} bytes large, where at most ${largest} are allowed`)
      limit = to
      evictTo(limit)
    },
  }
}
