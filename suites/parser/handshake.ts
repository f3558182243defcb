import { Unclear, Violation } from '../expect.ts'
import type { Answer } from '../targets/adapter.ts'
import { SetupError } from '../targets/setup-error.ts'
import { type Exposed, isEvent, type Line } from './reading.ts'

const utf8 = new TextEncoder()

/** The plain stream that every parser is given before any verdict. */
export const greeting = utf8.encode('retry: 4321\nid: 7\nevent: greeting\ndata: hello\n\n')

/** A block that commits an ID without an event. */
export const idOnly = utf8.encode('id: 7\n\n')

/** Which keys the answers to the greeting and to an ID without an event expose; throws a SetupError when the greeting has no usable answer. */
export const exposedBy = (toGreeting: Answer, toIdOnly: Answer): Exposed => {
  const lines = toGreeting.lines.map(({ line }) => line)
  const event = lines.find((line) => isEvent(line) && typeof line.data === 'string')
  if (!event) throw unusable(lines)
  const idOnlyLines = toIdOnly.lines.map(({ line }) => line)
  const tellsId = (line: Line) => !isEvent(line) && typeof line.id === 'string'
  const retryOf = (answer: readonly Line[]) => answer.map((line) => (isEvent(line) ? undefined : line.retry)).findLast(isNumber)
  return {
    type: typeof event.type === 'string',
    lastEventId: typeof event.lastEventId === 'string',
    retry: retryOf(lines) !== undefined,
    defaultRetry: retryOf(idOnlyLines) ?? null,
    id: lines.some(tellsId) ? 'in-lines' : idOnlyLines.some(tellsId) ? 'without-event' : false,
  }
}

const isNumber = (value: unknown): value is number => typeof value === 'number'

const unusable = (lines: readonly Line[]): SetupError => {
  const answer = lines.length === 0 ? 'nothing' : lines.map((line) => JSON.stringify(line)).join(' ')
  return new SetupError(
    `the target gives no event line for a plain stream; it answers ${answer.length > 200 ? `${answer.slice(0, 200)}…` : answer}`,
    'an event line is {"type":"greeting","data":"hello","lastEventId":"7"}; a command prints it on stdout, a module gives it to emit() before end() settles',
  )
}

/** Turns what went wrong with the greeting into a failure of the set-up. */
export const refuse = (error: unknown): never => {
  if (error instanceof Violation || error instanceof Unclear) {
    const detail = 'actual' in error && typeof error.actual === 'string' ? error.actual : undefined
    throw new SetupError(
      `no usable answer to a plain stream: ${error.message}`,
      'run the target by hand on a stream such as: data: hello, and a blank line',
      detail,
    )
  }
  throw error
}
