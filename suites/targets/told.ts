import type { Told } from './client.ts'

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

const isGiven = (value: unknown): boolean => value !== undefined && value !== null
