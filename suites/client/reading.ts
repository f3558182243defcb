import { isDeepStrictEqual } from 'node:util'
import type { Dialect } from '../../spec/results.ts'
import { bytesOf, type Vector } from '../../spec/vector.ts'
import { decodeAs } from '../parser/dialect.ts'
import { type Reading, withDefaultTypes } from '../parser/reading.ts'
import type { Acquaintance } from './acquaintance.ts'
import type { Shown } from './lane.ts'
import { showingOf } from './showing.ts'

/** What can be known of how a client reads. */
export type Seen = Pick<Acquaintance, 'exposed' | 'hearsTypes'> & { readonly dialect: Dialect }

/** What a client made of a stream, in the keys that it tells. */
export const readingOfShown = ({ told, lastEventId }: Shown, seen: Seen, tellsId: boolean): Reading => ({
  events: told.flatMap((one) =>
    one.kind !== 'event' ? [] : [keysOf({ type: one.type, data: one.data, lastEventId: one.lastEventId ?? '' }, seen)],
  ),
  ...(seen.exposed.id && tellsId ? { lastEventId } : {}),
})

/** What a client of this dialect is to make of it. */
export const meaningOfVector = (vector: Pick<Vector, 'stream'>, seen: Seen): Reading => {
  const { events, lastEventId } = decodeAs(seen.dialect, bytesOf(vector))
  return {
    events: events.filter(({ type }) => seen.hearsTypes || type === 'message').map((event) => keysOf(event, seen)),
    ...(seen.exposed.id && showingOf(vector, []).tellsId ? { lastEventId } : {}),
  }
}

const keysOf = ({ type, data, lastEventId }: { type: string; data: string; lastEventId: string }, { exposed }: Seen) => ({
  ...(exposed.type ? { type } : {}),
  data,
  ...(exposed.lastEventId ? { lastEventId } : {}),
})

/** Where types are not the point, an empty one counts as the default. */
export const looksThrough = (vector: Pick<Vector, 'shownBy'>, reading: Reading): Reading =>
  vector.shownBy === 'type' ? reading : withDefaultTypes(reading)

export const sameReading = (one: Reading, other: Reading): boolean => isDeepStrictEqual(one, other)
