import { type Listeners, type Steps, standard } from '../decoder/steps.ts'
import type { LineEffects } from './line.ts'

/** A line in words, as a reading tells it. */
const quote = (text: string) => JSON.stringify(text)

/** Says what is dispatched and set, and notes it. */
export const tellingListeners = (say: (reading: string) => void, note: (effect: LineEffects) => void): Listeners => ({
  onEvent(event) {
    note({ event })
    say(`dispatches ${quote(event.type)}, data ${quote(event.data)}, last event ID ${quote(event.lastEventId)}`)
  },
  onRetry(retry) {
    note({ retry })
    say(`reconnection time is now ${retry} ms`)
  },
  onId: (lastEventId) => note({ lastEventId }),
})

/** The steps of the standard, each of which says what it does; what is said last is the reading of the line. */
export const tellingSteps = (say: (reading: string) => void): Steps => ({
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
