import type { EventInput } from '../../spec/event.ts'
import type { Json } from '../../spec/verdict.ts'
import type { Manner } from './handshake.ts'
import type { ReadBack } from './read-back.ts'

type Reading = { readonly [key: string]: Json }

/** What a reader is to make of the stream of these events: what the target adds of its own is left out where nothing was asked. */
export const expectationOf = (given: readonly EventInput[], manner: Manner): Reading => {
  let id = ''
  const events = given.flatMap((event) => {
    id = event.id ?? id
    if (event.data === undefined) return []
    return [judgedOf({ type: event.event || 'message', data: linesOf(event.data), lastEventId: id }, event, manner)]
  })
  const retries = given.flatMap(({ retry }) => retry ?? [])
  return { events, ...retriesOf(given, manner, retries) }
}

/** What a reader makes of what was written, in the same shape. */
export const readingOf = (read: ReadBack, given: readonly EventInput[], manner: Manner): Reading => {
  const dispatched = given.filter(({ data }) => data !== undefined)
  return {
    events: read.events.map((event, index) => judgedOf(event, dispatched[index] ?? {}, manner)),
    ...retriesOf(given, manner, read.retries),
  }
}

const judgedOf = (event: Reading, given: EventInput, { adds }: Manner): Reading => {
  const { type, data, lastEventId } = event
  return {
    ...(given.event === undefined && adds.has('event') ? {} : { type: type as Json }),
    data: data as Json,
    ...(given.id === undefined && adds.has('id') ? {} : { lastEventId: lastEventId as Json }),
  }
}

/** The line ends of data are those of the stream: readers see LF. */
const linesOf = (data: string) => data.replace(/\r\n|\r/g, '\n')

/** Reconnection times, but where the target may add some of its own between those that were given. */
const retriesOf = (given: readonly EventInput[], { adds }: Manner, retries: readonly number[]): Reading => {
  const asked = given.filter(({ retry }) => retry !== undefined).length
  const isHidden = adds.has('retry') && asked < given.length
  return isHidden || (asked === 0 && retries.length === 0) ? {} : { retry: retries }
}
