import { buildDecoder } from '../../reference/decoder/decoder.ts'
import { standard } from '../../reference/decoder/steps.ts'
import type { ServerSentEvent } from '../../spec/event.ts'

export type Field = { readonly name: string; readonly value: string }

/** What a reader makes of a stream, and the lines that it is made of. */
export type ReadBack = {
  readonly events: readonly ServerSentEvent[]
  /** Each reconnection time that was set, in milliseconds. */
  readonly retries: readonly number[]
  readonly fields: readonly Field[]
  /** Comments, without their colon. */
  readonly comments: readonly string[]
  /** How many blocks with at least one field an empty line has ended. */
  readonly blocks: number
  /** Whether the stream ends with the empty line of its last event. */
  readonly isFinished: boolean
}

/** Reads a whole stream as HTML 9.2.6 does, and keeps what it sees. */
export const readBack = (bytes: Uint8Array): ReadBack => {
  const events: ServerSentEvent[] = []
  const fields: Field[] = []
  const comments: string[] = []
  const retries: number[] = []
  let [blocks, fieldsBefore, lastLine]: [number, number, string | undefined] = [0, 0, undefined]
  const steps = {
    ...standard,
    line(...[stream, line]: Parameters<typeof standard.line>) {
      lastLine = line
      standard.line(stream, line)
    },
    field(...[stream, name, value]: Parameters<typeof standard.field>) {
      fields.push({ name, value })
      standard.field(stream, name, value)
    },
    dispatch(stream: Parameters<typeof standard.dispatch>[0]) {
      if (fields.length > fieldsBefore) blocks += 1
      fieldsBefore = fields.length
      standard.dispatch(stream)
    },
  }
  const decoder = buildDecoder(steps, {
    onEvent: (event) => events.push(event),
    onComment: (text) => comments.push(text),
    onRetry: (milliseconds) => retries.push(milliseconds),
  })
  decoder.push(bytes)
  decoder.end()
  const isFinished = bytes.length === 0 || (lastLine === '' && [0x0a, 0x0d].includes(bytes.at(-1) ?? 0))
  return { events, retries, fields, comments, blocks, isFinished }
}

/** Whether a value is the word by which a language calls nothing. */
export const namesNothing = (value: string): boolean => /^(undefined|null|none|nil|nan)$/i.test(value)
