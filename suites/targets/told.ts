import { Violation } from '../expect.ts'
import type { Told } from './client.ts'
import type { Measure } from './meter.ts'

/** What was told, without the time at which it was heard. */
export type ToldLine = Told extends infer One ? (One extends Told ? Omit<One, 'at'> : never) : never

/** An event line of a client as what it tells; nothing where it says nothing that is known. A key that is absent or null means its default. */
export const toldOf = (line: Readonly<Record<string, unknown>>): ToldLine | undefined => {
  const { readyState } = line
  const state = typeof readyState === 'number' ? { readyState } : {}
  if (['type', 'data', 'lastEventId'].some((key) => isGiven(line[key])))
    return {
      kind: 'event',
      type: isGiven(line.type) ? String(line.type) : 'message',
      data: isGiven(line.data) ? String(line.data) : '',
      ...(isGiven(line.lastEventId) ? { lastEventId: String(line.lastEventId) } : {}),
      ...state,
    }
  if (isGiven(line.error)) return { kind: 'error', reason: String(line.error), ...state }
  if (line.open === true) return { kind: 'open', ...state }
  if (typeof line.id === 'string') return { kind: 'id', id: line.id, ...state }
  if (typeof line.retry === 'number') return { kind: 'retry', retry: line.retry, ...state }
  if (typeof line.comment === 'string') return { kind: 'comment', comment: line.comment, ...state }
  return undefined
}

/** What is wrong with an event line that has what is no text where an event has text: whoever adapts the client wrote it. */
export const unfit = (line: Readonly<Record<string, unknown>>): string | undefined => {
  const key = ['type', 'data', 'lastEventId'].find((one) => isGiven(line[one]) && typeof line[one] === 'object')
  return key && `an event line that has as "${key}" what is no text: ${String(JSON.stringify(line[key])).slice(0, 120)}`
}

/** About how many characters it takes to keep. */
export const sizeOf = (line: ToldLine): number => {
  const {
    data = '',
    type = '',
    lastEventId = '',
    reason = '',
    comment = '',
    id = '',
  } = { ...line } as unknown as Partial<Record<string, string>>
  return 64 + data.length + type.length + lastEventId.length + reason.length + comment.length + id.length
}

/** More than can be kept. */
export const flood = ({ things, characters }: Measure): Violation =>
  new Violation('the client floods: it tells more than can be kept', { actual: { things, characters } })

const isGiven = (value: unknown): boolean => value !== undefined && value !== null
