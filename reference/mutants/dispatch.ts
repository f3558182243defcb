import type { ServerSentEvent } from '../../spec/event.ts'
import { commitId, type Steps, type Stream, standard } from '../decoder/steps.ts'
import { type Mutant, mutant } from './mutant.ts'

type Dispatch = {
  readonly commits?: (stream: Stream) => void
  readonly fires?: (stream: Stream) => boolean
  readonly data?: (stream: Stream) => string
  readonly type?: (stream: Stream) => string
  readonly id?: (stream: Stream) => string
  /** Buffers that are not emptied. */
  readonly keeps?: 'data' | 'type'
}

/** A dispatch that is the standard's but for the parts given. */
const dispatching = (change: Dispatch): Partial<Steps> => ({
  dispatch(stream) {
    const { commits = commitId, fires = hasData, data = withoutLastLf, type = typeOrMessage, id = lastEventId } = change
    commits(stream)
    const event = fires(stream) ? { type: type(stream), data: data(stream), lastEventId: id(stream) } : undefined
    if (change.keeps !== 'data') stream.data = ''
    if (change.keeps !== 'type') stream.eventType = ''
    if (event) stream.on.onEvent(event)
  },
})

const hasData = ({ data }: Stream) => data !== ''
const withoutLastLf = ({ data }: Stream) => data.slice(0, -1)
const typeOrMessage = ({ eventType }: Stream) => eventType || 'message'
const lastEventId = (stream: Stream) => stream.lastEventId
const hasNews = (stream: Stream) => stream.idBuffer !== stream.lastEventId

/** State of a mutant that goes with one stream. */
const perStream = <State>(create: () => State): ((stream: Stream) => State) => {
  const states = new WeakMap<Stream, State>()
  return (stream) => {
    const state = states.get(stream) ?? create()
    states.set(stream, state)
    return state
  }
}

/** The ID of the current block alone. */
const ownId = perStream(() => ({ id: '' }))
const blockId: Partial<Steps> = {
  id(stream, value) {
    standard.id(stream, value)
    if (!value.includes('\0')) ownId(stream).id = value
  },
  dispatch(stream) {
    dispatching({ id: () => ownId(stream).id }).dispatch?.(stream)
    ownId(stream).id = ''
  },
}

/** What a stream has dispatched so far. */
const history = perStream(() => ({ blankLines: 0, events: 0 }))
const atEveryOtherBlankLine: Partial<Steps> = {
  dispatch(stream) {
    history(stream).blankLines += 1
    if (history(stream).blankLines % 2 === 1) standard.dispatch(stream)
  },
}
const upTo = (most: number): Partial<Steps> => ({
  dispatch(stream) {
    dispatching({ fires: (now) => hasData(now) && history(now).events < most }).dispatch?.(stream)
    history(stream).events += 1
  },
})
const afterBlankLine = perStream(() => ({ isBlank: true }))
const firingAtBlankAfterBlank: Partial<Steps> = {
  line(stream, line) {
    if (line === '' && afterBlankLine(stream).isBlank) stream.on.onEvent({ type: 'message', data: '', lastEventId: stream.lastEventId })
    afterBlankLine(stream).isBlank = line === ''
    standard.line(stream, line)
  },
}

/** Lines that look empty are taken for empty ones. */
const trimmingBlankLines: Partial<Steps> = {
  line: (stream, line) => (line.trim() === '' ? stream.steps.dispatch(stream) : standard.line(stream, line)),
}

const pendingRetry = perStream((): { value: string | undefined } => ({ value: undefined }))
const retryAtDispatch: Partial<Steps> = {
  retry(stream, value) {
    pendingRetry(stream).value = value
  },
  dispatch(stream) {
    const { value } = pendingRetry(stream)
    if (value !== undefined) standard.retry(stream, value)
    standard.dispatch(stream)
  },
}
const retryWithEventOnly: Partial<Steps> = {
  ...retryAtDispatch,
  dispatch(stream) {
    const { value } = pendingRetry(stream)
    if (value !== undefined && hasData(stream)) standard.retry(stream, value)
    pendingRetry(stream).value = undefined
    standard.dispatch(stream)
  },
}
/** What such a reader falls back to, in milliseconds. */
const ownDefault = 3000
const retryOfBlock: Partial<Steps> = {
  ...retryAtDispatch,
  dispatch(stream) {
    const { value } = pendingRetry(stream)
    if (value === undefined && history(stream).blankLines > 0) stream.on.onRetry?.(ownDefault)
    if (value !== undefined) history(stream).blankLines += 1
    retryWithEventOnly.dispatch?.(stream)
  },
  retry(stream, value) {
    pendingRetry(stream).value = value
    standard.retry(stream, value)
  },
}

const flush = (stream: Stream) => {
  if (hasData(stream)) standard.dispatch(stream)
}

const held = perStream((): ServerSentEvent[] => [])
const holding = (release: 'at the end' | 'one event late'): Partial<Steps> => ({
  dispatch(stream) {
    if (release === 'one event late') for (const event of held(stream).splice(0)) stream.on.onEvent(event)
    const event = hasData(stream) ? { type: typeOrMessage(stream), data: withoutLastLf(stream), lastEventId: stream.idBuffer } : undefined
    dispatching({ fires: () => false }).dispatch?.(stream)
    if (event) held(stream).push(event)
  },
  end(stream) {
    for (const event of held(stream)) stream.on.onEvent(event)
  },
})

/** Wrong about when a block becomes an event, and which. */
export const dispatchMutants: readonly Mutant[] = [
  mutant('every-other-blank-line', 'dispatch.blank-line', 'dispatches at every other blank line', atEveryOtherBlankLine),
  mutant('hundred-events-only', 'dispatch.blank-line', 'dispatches a hundred events a stream', upTo(100)),
  mutant('one-event-only', 'dispatch.blank-line', 'dispatches one event a stream', upTo(1)),
  mutant(
    'blank-after-blank-fires',
    'dispatch.blank-line',
    'fires an event at a blank line that no field precedes',
    firingAtBlankAfterBlank,
  ),
  mutant('trims-blank-lines', 'dispatch.blank-line', 'takes a line of white space for a blank line', trimmingBlankLines),
  mutant('event-per-data', 'dispatch.blank-line', 'dispatches at every data line', {
    data(stream, value) {
      standard.data(stream, value)
      standard.dispatch(stream)
    },
  }),
  mutant('blank-line-fires', 'dispatch.no-data', 'fires an event at every blank line', dispatching({ fires: () => true })),
  mutant(
    'type-fires',
    'dispatch.no-data',
    'fires an event for a block that has a type but no data',
    dispatching({ fires: (stream) => hasData(stream) || stream.eventType !== '' }),
  ),
  mutant('id-fires', 'dispatch.no-data', 'fires an event for a block that has an ID but no data', {
    dispatch(stream) {
      const news = hasNews(stream)
      dispatching({ fires: (now) => hasData(now) || news }).dispatch?.(stream)
    },
  }),
  mutant('type-leaks', 'dispatch.no-data', 'keeps the type of a block without data for the next block', {
    dispatch: (stream) => dispatching(hasData(stream) ? {} : { keeps: 'type' }).dispatch?.(stream),
  }),
  mutant(
    'empty-data-dropped',
    'dispatch.empty-data',
    'fires no event for empty data',
    dispatching({ fires: ({ data }) => data.trim() !== '' }),
  ),
  mutant(
    'one-empty-line-dropped',
    'dispatch.empty-data',
    'fires no event for one empty data line',
    dispatching({ fires: ({ data }) => data !== '' && data !== '\n' }),
  ),
  mutant(
    'falsy-data-dropped',
    'dispatch.empty-data',
    'fires no event for data that reads as nothing',
    dispatching({ fires: ({ data }) => !['', '\n', '0\n', 'null\n', 'false\n'].includes(data) }),
  ),
  mutant('keeps-last-lf', 'dispatch.strip-one-lf', 'keeps the trailing LF', dispatching({ data: ({ data }) => data })),
  mutant(
    'strips-all-lfs',
    'dispatch.strip-one-lf',
    'removes every trailing LF',
    dispatching({ data: ({ data }) => data.replace(/\n+$/, '') }),
  ),
  mutant(
    'strips-two-lfs',
    'dispatch.strip-one-lf',
    'removes two trailing LFs',
    dispatching({ data: ({ data }) => data.replace(/\n\n?$/, '') }),
  ),
  mutant('trims-data', 'dispatch.strip-one-lf', 'trims the data', dispatching({ data: ({ data }) => data.trim() })),
  mutant(
    'default-type-empty',
    'dispatch.type',
    'gives an event without a type the empty type',
    dispatching({ type: ({ eventType }) => eventType }),
  ),
  mutant('type-ignored', 'dispatch.type', 'gives every event the type message', dispatching({ type: () => 'message' })),
  mutant('type-after-data', 'event.set', 'looks at the type only when it comes before the data', {
    event(stream, value) {
      if (!hasData(stream)) standard.event(stream, value)
    },
  }),
  mutant('data-kept', 'dispatch.reset', 'keeps the data for the next event', dispatching({ keeps: 'data' })),
  mutant('type-kept', 'dispatch.reset', 'keeps the type for the next event', dispatching({ keeps: 'type' })),
  mutant('id-of-block', 'dispatch.id-sticky', 'gives an event the ID of its own block only', blockId),
  mutant('id-of-last-event', 'dispatch.id-sticky', 'forgets the ID after an event', {
    dispatch(stream) {
      const fired = hasData(stream)
      standard.dispatch(stream)
      if (fired) stream.idBuffer = ''
    },
  }),
  mutant('id-one-late', 'dispatch.id-sticky', 'gives an event the ID of the event before', {
    dispatch(stream) {
      const { lastEventId: before } = stream
      dispatching({ id: () => before }).dispatch?.(stream)
    },
  }),
  mutant('id-needs-event', 'dispatch.id-without-event', 'commits an ID only with an event', {
    dispatch(stream) {
      if (!hasData(stream)) stream.idBuffer = stream.lastEventId
      standard.dispatch(stream)
    },
  }),
  mutant(
    'id-waits-for-event',
    'dispatch.id-without-event',
    'commits an ID with the next event',
    dispatching({ commits: (stream) => hasData(stream) && commitId(stream) }),
  ),
  mutant('retry-at-dispatch', 'retry.at-once', 'sets the reconnection time at the blank line', retryAtDispatch),
  mutant('retry-with-event', 'retry.at-once', 'sets the reconnection time when an event is fired', retryWithEventOnly),
  mutant('retry-of-block', 'retry.at-once', 'returns to its default at the next block', retryOfBlock),
  mutant('flushes-at-end', 'end.discard', 'dispatches the unfinished block at the end of the stream', { end: flush }),
  mutant('commits-at-end', 'end.id-not-committed', 'commits the ID of the unfinished block at the end of the stream', { end: commitId }),
  mutant('commits-at-field', 'end.id-not-committed', 'commits an ID at its field', {
    id(stream, value) {
      standard.id(stream, value)
      commitId(stream)
    },
  }),
  mutant('delivers-at-end', 'stream.prompt', 'delivers all events at the end of the stream', holding('at the end')),
  mutant('delivers-late', 'stream.prompt', 'delivers an event when the next one is complete', holding('one event late')),
]

/** Lawful for a reader that is no web browser, each a dialect of its own. */
export const dialectMutants: readonly Mutant[] = [
  mutant('dialect-id-of-block', 'dispatch.dialect', 'gives an event the ID of its own block only', blockId),
  mutant('dialect-block-without-data', 'dispatch.dialect', 'fires an event for a block without data', dispatching({ fires: () => true })),
  mutant(
    'dialect-empty-data',
    'dispatch.dialect',
    'fires no event for empty data',
    dispatching({ fires: ({ data }) => data !== '' && data !== '\n' }),
  ),
]
