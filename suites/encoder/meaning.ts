import type { EventInput } from '../../spec/event.ts'
import type { Json } from '../../spec/verdict.ts'
import type { Manner } from './handshake.ts'
import type { ReadBack } from './read-back.ts'

type Reading = { readonly [key: string]: Json }

/** What a reader is to make of the stream of these events: what the target adds unasked is left out where nothing was asked. */
export const expectationOf = (given: readonly EventInput[], manner: Manner): Reading => {
  let id = ''
  const events = given.map((event) => {
    id = event.id ?? id
    return judgedOf({ type: event.event || 'message', data: linesOf(event.data ?? ''), lastEventId: id }, event, manner)
  })
  return {
    events,
    ...commentsOf(given, given.length),
    ...retriesOf(
      given,
      manner,
      given.flatMap(({ retry }) => retry ?? []),
    ),
  }
}

/** What a reader makes of what was written, in the same shape. */
export const readingOf = (read: ReadBack, given: readonly EventInput[], manner: Manner): Reading => ({
  events: read.events.map((event, index) => judgedOf(event, given[index] ?? {}, manner)),
  ...commentsOf(given, read.comments.length),
  ...retriesOf(given, manner, read.retries),
})

const judgedOf = (event: Reading, given: EventInput, { adds }: Manner): Reading => {
  const { type, data, lastEventId } = event
  return {
    ...(given.event === undefined && adds.event ? {} : { type: type as Json }),
    data: data as Json,
    ...(given.id === undefined && adds.id ? {} : { lastEventId: lastEventId as Json }),
  }
}

/** The line ends of data are those of the stream: readers see LF. */
const linesOf = (data: string) => data.replace(/\r\n|\r/g, '\n')

/** What a comment says means nothing, only that it is one. */
const commentsOf = (given: readonly EventInput[], count: number): Reading => {
  const asked = given.filter(({ comment }) => comment !== undefined).length
  return asked === 0 ? {} : { comments: count >= asked ? 'as many as were given' : `${count} of ${asked}` }
}

/** Reconnection times, but where the target adds some of its own between those that were given. */
const retriesOf = (given: readonly EventInput[], { adds }: Manner, retries: readonly number[]): Reading => {
  const asked = given.filter(({ retry }) => retry !== undefined).length
  return asked === 0 || (adds.retry && asked < given.length) ? {} : { retry: retries }
}
