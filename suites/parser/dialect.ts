import { isDeepStrictEqual } from 'node:util'
import { decodeWith } from '../../reference/decoder/decoder.ts'
import { commitId, type Steps, type Stream, standard } from '../../reference/decoder/steps.ts'
import type { Decoded } from '../../spec/event.ts'
import type { Dialect } from '../../spec/results.ts'
import { bytesOf, type Vector } from '../../spec/vector.ts'

/** How a web browser dispatches. */
export const browserDialect: Dialect = { id: 'sticky', dataless: 'dropped', emptyData: 'dispatched' }

const ids = ['sticky', 'block'] as const
/** Whoever dispatches every field or every blank line dispatches empty data too. */
const rules = [
  ...(['dropped', 'type-or-id', 'type-or-last-id'] as const).flatMap((dataless) => [
    { dataless, emptyData: 'dispatched' } as const,
    { dataless, emptyData: 'dropped' } as const,
  ]),
  { dataless: 'any-field', emptyData: 'dispatched' } as const,
  { dataless: 'every-blank-line', emptyData: 'dispatched' } as const,
]

/** Every dialect, the browsers' first. */
export const dialects: readonly Dialect[] = ids.flatMap((id) => rules.map((rule) => ({ id, ...rule })))

/** What a stream means to a reader of this dialect (HTML 9.2.6, end: other user agents). */
export const decodeAs = (dialect: Dialect, bytes: Uint8Array): Decoded => decodeWith(stepsOf(dialect), bytes)

/** The vectors whose meaning depends on the dialect: what the target makes of them tells which one it speaks. */
export const tellingVectors = (vectors: readonly Vector[]): readonly Vector[] =>
  vectors.filter((vector) => {
    const bytes = bytesOf(vector)
    return dialects.some((dialect) => !isDeepStrictEqual(decodeAs(dialect, bytes), vector.decoded))
  })

/** What the current block has held so far, beyond the buffers of the standard. */
type Block = { id: string; hasData: boolean; hasField: boolean; hasRetry: boolean }

const emptyBlock = (): Block => ({ id: '', hasData: false, hasField: false, hasRetry: false })

const stepsOf = (dialect: Dialect): Steps => {
  let block = emptyBlock()
  return {
    ...standard,
    event(stream, value) {
      block.hasField = true
      standard.event(stream, value)
    },
    data(stream, value) {
      block = { ...block, hasField: true, hasData: true }
      standard.data(stream, value)
    },
    id(stream, value) {
      block.hasField = true
      standard.id(stream, value)
      if (!value.includes('\0')) block.id = value
    },
    retry(stream, value) {
      block = { ...block, hasField: true, hasRetry: true }
      standard.retry(stream, value)
    },
    dispatch(stream) {
      commitId(stream)
      const { data, eventType: type, lastEventId } = stream
      const dispatches = firesWithData(dialect, block, data) || firesWithout[dialect.dataless](block, stream)
      if (dispatches)
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

const firesWithData = (dialect: Dialect, block: Block, data: string) =>
  block.hasData && (data !== '\n' || dialect.emptyData === 'dispatched')

const firesWithout: Readonly<Record<Dialect['dataless'], (block: Block, stream: Stream) => boolean>> = {
  dropped: () => false,
  'type-or-id': ({ id }, { eventType }) => eventType !== '' || id !== '',
  'any-field': ({ hasField }) => hasField,
  'type-or-last-id': ({ hasRetry }, { eventType, lastEventId }) => hasRetry || eventType !== '' || lastEventId !== '',
  'every-blank-line': () => true,
}
