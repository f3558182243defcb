import { splitLines } from './lines.ts'
import { type Listeners, type Steps, type Stream, standard } from './steps.ts'

/** A line of a stream, with its line end, and how the standard reads it. */
export type AnnotatedLine = { readonly bytes: Uint8Array; readonly reading: string }

/** Reads a whole stream line by line and says of each line what it does (HTML 9.2.6). */
export const annotate = (bytes: Uint8Array): readonly AnnotatedLine[] => {
  const lines: AnnotatedLine[] = []
  const story = narrate()
  const reader = story.stream.steps.lines((line) => story.stream.steps.line(story.stream, line), Number.POSITIVE_INFINITY)
  let offset = 0
  const splitter = splitLines((line) => {
    const end = offset + line.length
    const taken = bytes.subarray(offset, end + (bytes[end] === 0x0d && bytes[end + 1] === 0x0a ? 2 : 1))
    offset += taken.length
    reader.push(taken)
    lines.push({ bytes: taken, reading: story.last() })
  }, Number.POSITIVE_INFINITY)
  splitter.push(bytes)
  if (offset < bytes.length) lines.push({ bytes: bytes.subarray(offset), reading: 'no line end: never processed' })
  if (story.isUnfinished()) lines.push({ bytes: new Uint8Array(), reading: 'end of the stream: the unfinished block is thrown away' })
  return lines
}

const quote = (text: string) => JSON.stringify(text)

/** A stream whose steps say what they did. */
const narrate = () => {
  let reading = ''
  const say = (text: string) => {
    reading = text
  }
  const on: Listeners = {
    onEvent: ({ type, data, lastEventId }) => say(`dispatches ${quote(type)}, data ${quote(data)}, last event ID ${quote(lastEventId)}`),
    onRetry: (milliseconds) => say(`reconnection time is now ${milliseconds} ms`),
  }
  const none = Number.POSITIVE_INFINITY
  const stream: Stream = { steps: sayingSteps(say), on, dataLimit: none, data: '', eventType: '', idBuffer: '', lastEventId: '' }
  return {
    stream,
    last: () => reading,
    isUnfinished: () => stream.data !== '' || stream.eventType !== '' || stream.idBuffer !== stream.lastEventId,
  }
}

const sayingSteps = (say: (reading: string) => void): Steps => ({
  ...standard,
  comment: () => say('comment: ignored'),
  field(stream, name, value) {
    say(`unknown field ${quote(name)}: ignored`)
    standard.field(stream, name, value)
  },
  event(stream, value) {
    standard.event(stream, value)
    say(`event type buffer is now ${quote(value)}`)
  },
  data(stream, value) {
    standard.data(stream, value)
    say(`data buffer gains ${quote(value)} and an LF`)
  },
  id(stream, value) {
    standard.id(stream, value)
    say(value.includes('\0') ? 'id with U+0000: ignored' : `last event ID buffer is now ${quote(value)}`)
  },
  retry(stream, value) {
    say(`retry is not all ASCII digits: ignored`)
    standard.retry(stream, value)
  },
  dispatch(stream) {
    say(
      stream.idBuffer === stream.lastEventId ? 'blank line: nothing to dispatch' : `no data: only commits the ID ${quote(stream.idBuffer)}`,
    )
    standard.dispatch(stream)
  },
})
