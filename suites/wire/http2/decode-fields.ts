import type { Field } from '../wire.ts'
import { createBlockCursor } from './block-cursor.ts'
import { createFieldTable, sizeOf } from './field-table.ts'
import { malformed, tooLarge } from './flaw.ts'

type Cursor = ReturnType<typeof createBlockCursor>
type Table = ReturnType<typeof createFieldTable>

/**
 * Decodes the header blocks of one connection, each in its turn, since one builds on those before it (HPACK, RFC 7541).
 * Throws a Flaw for what cannot be decoded, and for fields of more than `limit` bytes, each counted with 32 more.
 */
export const createFieldDecoder = (limit: number): ((block: Uint8Array) => readonly Field[]) => {
  const table = createFieldTable()
  return (block) => {
    const cursor = createBlockCursor(block)
    const fields: Field[] = []
    let size = 0
    resizeAsTold(cursor, table)
    while (cursor.peek() !== undefined) {
      const field = readField(cursor, table)
      size += sizeOf(field)
      if (size > limit) throw tooLarge(`a header block of the server unpacks to more than ${limit} bytes`)
      fields.push(field)
    }
    return fields
  }
}

/** Only ahead of the first field (RFC 7541, section 4.2). */
const resizeAsTold = (cursor: Cursor, table: Table) => {
  while (isResize(cursor.peek())) table.resize(cursor.integer(5))
}

const isResize = (byte: number | undefined) => byte !== undefined && byte >> 5 === 0b001

/** RFC 7541, section 6: an indexed field, or a literal that is added to the table or not. */
const readField = (cursor: Cursor, table: Table): Field => {
  const kind = cursor.peek() ?? 0
  if (kind & 0x80) return table.at(cursor.integer(7))
  if (isResize(kind)) throw malformed('a header block changes the size of the HPACK table after its first field')
  const adds = (kind & 0x40) !== 0
  const field = readLiteral(cursor, table, adds ? 6 : 4)
  if (adds) table.add(field)
  return field
}

const readLiteral = (cursor: Cursor, table: Table, prefix: number): Field => {
  const index = cursor.integer(prefix)
  const name = index === 0 ? cursor.text() : table.at(index)[0]
  return [name, cursor.text()]
}
