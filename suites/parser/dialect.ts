import { isDeepStrictEqual } from 'node:util'
import { decodeWith } from '../../reference/decoder/decoder.ts'
import { commitId, type Steps, type Stream, standard } from '../../reference/decoder/steps.ts'
import type { Decoded } from '../../spec/event.ts'
import type { DatalessTrigger, Dialect } from '../../spec/results.ts'
import { bytesOf, type Vector } from '../../spec/vector.ts'

/** How a web browser dispatches. */
export const browserDialect: Dialect = { id: 'sticky', dataless: [], emptyData: 'dispatched' }

/** What of each field may make a block without data be dispatched; whoever dispatches every blank line needs nothing else. */
const triggers: readonly (readonly DatalessTrigger[])[] = [
  ...combine<DatalessTrigger>([[], ['type'], ['event-field']], [[], ['id'], ['id-field'], ['last-id']], [[], ['retry'], ['retry-field']]),
  ['blank-line'],
]

/** Every dialect, the browsers' first, then those that differ least from it. */
export const dialects: readonly Dialect[] = triggers.flatMap((dataless) =>
  (['sticky', 'block'] as const).flatMap((id) =>
    (['dispatched', 'dropped'] as const)
      .filter((emptyData) => emptyData === 'dispatched' || dataless[0] !== 'blank-line')
      .map((emptyData) => ({ id, dataless, emptyData })),
  ),
)

/** What a stream means to a reader of this dialect (HTML 9.2.6, end: other user agents). */
export const decodeAs = (dialect: Dialect, bytes: Uint8Array): Decoded => decodeWith(stepsOf(dialect), bytes)

/** Each way to differ from browsers at its widest: a stream that none of them reads otherwise, no dialect does. */
const extremes: readonly Dialect[] = [
  { ...browserDialect, id: 'block' },
  { ...browserDialect, dataless: ['blank-line'] },
  { ...browserDialect, emptyData: 'dropped' },
]

/** The vectors whose meaning depends on the dialect: what the target makes of them tells which one it speaks. */
export const tellingVectors = (vectors: readonly Vector[]): readonly Vector[] =>
  vectors.filter((vector) => extremes.some((dialect) => !isDeepStrictEqual(decodeAs(dialect, bytesOf(vector)), vector.decoded)))

/** What the current block has held so far, beyond the buffers of the standard. */
type Block = { id: string; hasData: boolean; hasEvent: boolean; hasId: boolean; hasRetry: boolean; hasGoodRetry: boolean }

const emptyBlock = (): Block => ({ id: '', hasData: false, hasEvent: false, hasId: false, hasRetry: false, hasGoodRetry: false })

const stepsOf = (dialect: Dialect): Steps => {
  let block = emptyBlock()
  return {
    ...standard,
    event(stream, value) {
      block.hasEvent = true
      standard.event(stream, value)
    },
    data(stream, value) {
      block.hasData = true
      standard.data(stream, value)
    },
    id(stream, value) {
      standard.id(stream, value)
      if (!value.includes('\0')) block = { ...block, hasId: true, id: value }
    },
    retry(stream, value) {
      block = { ...block, hasRetry: true, hasGoodRetry: block.hasGoodRetry || /^[0-9]+$/.test(value) }
      standard.retry(stream, value)
    },
    dispatch(stream) {
      commitId(stream)
      const { data, eventType: type, lastEventId } = stream
      if (fires(dialect, block, stream))
        stream.on.onEvent({
          type: type || 'message',
          data: data.slice(0, -1),
          lastEventId: dialect.id === 'sticky' ? lastEventId : block.id,
        })
      stream.data = ''
      stream.eventType = ''
      block = emptyBlock()
    },
  }
}

const fires = ({ dataless, emptyData }: Dialect, block: Block, stream: Stream): boolean =>
  (block.hasData && (stream.data !== '\n' || emptyData === 'dispatched')) || dataless.some((trigger) => holds[trigger](block, stream))

const holds: Readonly<Record<DatalessTrigger, (block: Block, stream: Stream) => boolean>> = {
  type: (_, { eventType }) => eventType !== '',
  'event-field': ({ hasEvent }) => hasEvent,
  id: ({ id }) => id !== '',
  'id-field': ({ hasId }) => hasId,
  'last-id': (_, { lastEventId }) => lastEventId !== '',
  retry: ({ hasGoodRetry }) => hasGoodRetry,
  'retry-field': ({ hasRetry }) => hasRetry,
  'blank-line': () => true,
}

/** One of each list, in every combination. */
function combine<Item>(...lists: readonly (readonly (readonly Item[])[])[]): readonly (readonly Item[])[] {
  return lists.reduce<readonly (readonly Item[])[]>((sofar, list) => sofar.flatMap((one) => list.map((other) => [...one, ...other])), [[]])
}
