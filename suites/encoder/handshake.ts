import type { EventInput } from '../../spec/event.ts'
import type { Need } from '../need.ts'
import type { Written } from '../targets/encode-all.ts'
import { SetupError } from '../targets/setup-error.ts'
import { namesNothing } from './read-back.ts'

/** A line beside data that a target may have no way to write. */
export type Line = 'event' | 'id' | 'retry' | 'comment' | 'lone-comment'

/** The need that stands for each line. */
export const needOf = {
  event: 'event-field',
  id: 'id-field',
  retry: 'retry-field',
  comment: 'comment',
  'lone-comment': 'lone-comment',
} as const satisfies Record<Line, Need>

/** What a target writes when asked, and what of its own it writes unasked. */
export type Manner = {
  readonly writes: ReadonlySet<Line>
  readonly adds: ReadonlySet<Line>
}

/** A comment beside data may also be written as a comment that stands alone before it. */
export const canWrite = (line: Line, { writes }: Manner): boolean => writes.has(line) || (line === 'comment' && writes.has('lone-comment'))

/** What of a written stream is looked for: the line, and the value that was given for it. */
type Trace = { readonly line: Line; readonly start: RegExp; readonly given: string }

/** An event with every key but the comment; each value is one that a target hardly makes itself. */
export type Probe = Required<Omit<EventInput, 'comment'>>

const data = 'hello'
export const bare: EventInput = { data }
const probe: Probe = { retry: 4321, id: '7', event: 'greeting', data }

const tracesOf = ({ event, id, retry }: Probe): readonly Trace[] => [
  { line: 'event', start: /^event\b/i, given: event },
  { line: 'id', start: /^id\b/i, given: id },
  { line: 'retry', start: /^retry\b/i, given: String(retry) },
  { line: 'comment', start: /^:/, given: 'noted' },
]

const apart = ({ event, id, retry }: Probe): readonly EventInput[] => [
  { event, data },
  { id, data },
  { retry, data },
]
const besideData: EventInput = { comment: 'noted', data }
const alone: EventInput = { comment: 'noted' }

/**
 * Shakes hands: a plain event first, before anything could be left over from another; then one with all keys,
 * each key for itself where that is refused, and comments. Throws a SetupError when there is no usable answer.
 */
export const findManner = async (
  greet: (event: EventInput) => Promise<Written>,
  ask: (event: EventInput) => Promise<Written>,
  whole: Probe = probe,
): Promise<Manner> => {
  const traces = tracesOf(whole)
  const toBare = await greet(bare)
  if ('refused' in toBare) throw new SetupError('the target refuses a plain event', contract, toBare.refused)
  const unasked = linesOf(toBare)
  if (!unasked.some((line) => /^data\b.{0,3}hello/i.test(line))) throw unusable(toBare)
  const toWhole = await ask(whole)
  const answers = 'refused' in toWhole ? await inOrder(apart(whole), ask) : [toWhole]
  const asked = [...answers, await ask(besideData)].flatMap(linesOf)
  const adds = new Set(
    traces.filter(({ start, given }) => unasked.some((line) => start.test(line) && isOwn(line, given))).map(({ line }) => line),
  )
  const writes = traces.filter((trace) => isWritten(trace, asked, unasked)).map(({ line }) => line)
  const lone = linesOf(await ask(alone)).some((line) => line.startsWith(':') && line.includes('noted'))
  return { adds, writes: new Set<Line>(lone ? [...writes, 'lone-comment'] : writes) }
}

const inOrder = async <From, To>(items: readonly From[], act: (item: From) => Promise<To>): Promise<readonly To[]> => {
  const results: To[] = []
  for (const item of items) results.push(await act(item))
  return results
}

/** A value that a target may well have made itself; the names of nothing are not. */
const isOwn = (line: string, given: string): boolean => {
  const value = line.replace(/^[^:]*:?\s*/, '')
  return value !== '' && value !== '0' && value !== given && !namesNothing(value)
}

/** The line carries what was given, or is there only because something was given. */
const isWritten = ({ start, given }: Trace, asked: readonly string[], unasked: readonly string[]): boolean => {
  const lines = asked.filter((line) => start.test(line))
  return lines.some((line) => line.includes(given)) || (lines.length > 0 && !unasked.some((line) => start.test(line)))
}

/**
 * Seen with a generous eye: a field name in capitals or after a space, or a line end that is none, shows that the target
 * means to write the line; whether it is right is judged.
 */
const linesOf = (written: Written): readonly string[] => {
  const text = 'refused' in written ? '' : Buffer.from(written.bytes).toString('latin1')
  const lines = text.split(/[\r\n\v\f\x1c-\x1e\x85]|\xe2\x80[\xa8\xa9]|\\[rn]/)
  return lines.map((line) => line.replace(/^(\xef\xbb\xbf|\s)+/, ''))
}

export const contract =
  'a module exports encode(event), which returns the text of the event; a command reads {"data":"hello"} from stdin, one event a line, and prints the stream'

const unusable = (written: Written) => {
  const text = 'refused' in written ? '' : Buffer.from(written.bytes).toString('utf8')
  return new SetupError(
    `the target writes no data for a plain event; it writes ${text === '' ? 'nothing' : JSON.stringify(text.slice(0, 200))}`,
    contract,
  )
}
