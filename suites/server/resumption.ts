import type { SeenEvent } from './sighting.ts'
import type { Visit } from './visit.ts'

/** How many events come after the one from which a stream is resumed, where so many were seen. */
const successors = 3

const withIds = (seen: Visit): readonly SeenEvent[] => seen.seen?.kept.filter(({ hasId, lastEventId }) => hasId && lastEventId !== '') ?? []

/** Whether the stream can be resumed from an event whose successors are known. */
export const hasEnoughIds = (seen: Visit): boolean => withIds(seen).length > successors

/** The ID to resume from: of an event whose successors were seen if there are so many, else of the first one. */
export const idToResume = (seen: Visit): string | undefined => {
  const events = withIds(seen)
  return events.at(Math.max(0, events.length - 1 - successors))?.lastEventId
}

/** What a resumed stream brought, compared with what followed the ID in the stream that was watched. */
export type Resumption = {
  readonly id: string
  /** The IDs that came after it in the watched stream. */
  readonly followed: readonly string[]
  /** The IDs that the resumed stream brought, as far as the watched one had them. */
  readonly brought: readonly string[]
  /** Those of them that are not after the ID: the ID itself and what came before it. */
  readonly repeated: readonly string[]
}

/** Nothing when an ID stands for several events, so that there is nothing to compare. */
export const compareResumed = (watched: Visit, resumed: Visit): Resumption | undefined => {
  const [, sent = ''] = resumed.request.fields.find(([name]) => name === 'Last-Event-ID') ?? []
  const id = Buffer.from(sent, 'latin1').toString()
  const known = withIds(watched).map((event) => event.lastEventId)
  if (new Set(known).size < known.length) return undefined
  const place = known.indexOf(id)
  const brought = withIds(resumed)
    .map((event) => event.lastEventId)
    .filter((one) => known.includes(one))
  return { id, followed: known.slice(place + 1), brought, repeated: brought.filter((one) => known.indexOf(one) <= place) }
}
