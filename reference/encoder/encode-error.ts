import type { EventInput } from '../../spec/event.ts'

/** What the format cannot carry. */
export type Obstacle = 'line-end' | 'null' | 'lone-surrogate' | 'not-text' | 'not-milliseconds'

const sentences: Readonly<Record<Obstacle, string>> = {
  'line-end': 'holds a CR or LF, which would begin a line of its own',
  null: 'holds U+0000, for which readers ignore the whole field',
  'lone-surrogate': 'holds a lone surrogate, which has no UTF-8',
  'not-text': 'is no string',
  'not-milliseconds': 'is no whole number of milliseconds from 0 to 2^53 - 1',
}

/** A value that the format cannot carry (HTML 9.2.5). */
export class EncodeError extends Error {
  override readonly name = 'EncodeError'
  readonly field: keyof EventInput
  readonly obstacle: Obstacle

  constructor(field: keyof EventInput, obstacle: Obstacle) {
    super(`${field} ${sentences[obstacle]}`)
    this.field = field
    this.obstacle = obstacle
  }
}
