import type { Decoded } from '../../spec/event.ts'
import type { Answer, EmittedLine } from '../targets/adapter.ts'

/** Which keys a target exposes; one that it does not is never judged. */
export type Exposed = {
  readonly type: boolean
  readonly lastEventId: boolean
  readonly retry: boolean
  /** The reconnection time that the target reports before any stream sets one, in milliseconds. */
  readonly defaultRetry: number | null
  /** Where committed IDs are told: always in lines of their own, or there only when no event carries them. */
  readonly id: 'in-lines' | 'without-event' | false
}

type Value = string | number | boolean

/** What a stream was read as, in the keys that the target exposes; values are as the target gave them. */
export type Reading = {
  readonly events: readonly Readonly<Record<string, Value>>[]
  /** The last event ID string at the end. */
  readonly lastEventId?: Value
  /** The last reconnection time that was set, in milliseconds. */
  readonly retry?: Value | null
}

const eventKeys = ['type', 'data', 'lastEventId'] as const
const defaults = { type: 'message', data: '', lastEventId: '' } as const

/** A line as the target emitted it. */
export type Line = EmittedLine['line']
const has = (line: Line, key: string) => line[key] !== undefined && line[key] !== null

/** Whether a line is an event; every other line carries none of an event's keys. */
export const isEvent = (line: Line): boolean => eventKeys.some((key) => has(line, key))

/** The key of an event; one that is absent or null means its default. */
const keyOf = (line: Line, key: (typeof eventKeys)[number]) => (has(line, key) ? line[key] : defaults[key]) as Value

const shown = (exposed: Exposed) => eventKeys.filter((key) => key === 'data' || exposed[key])

/** What a target's answer says. */
export const readingOf = (answer: Answer, exposed: Exposed): Reading => {
  const lines = answer.lines.map(({ line }) => line)
  const events = lines.filter(isEvent)
  const marks = lines.filter((line) => !isEvent(line))
  const idLines = lines.filter((line) => (isEvent(line) ? exposed.id === 'without-event' && exposed.lastEventId : has(line, 'id')))
  const lastId = idLines.at(-1)
  const lastRetry = marks.findLast((line) => has(line, 'retry'))
  return {
    events: events.map((line) => Object.fromEntries(shown(exposed).map((key) => [key, keyOf(line, key)]))),
    ...(exposed.id ? { lastEventId: !lastId ? '' : isEvent(lastId) ? keyOf(lastId, 'lastEventId') : (lastId.id as Value) } : {}),
    ...(exposed.retry ? { retry: (lastRetry?.retry ?? null) as Value | null } : {}),
  }
}

/**
 * The same where types are not the point: an empty type counts as the default one,
 * so that whoever confuses the two is red where types are judged, and only there.
 */
export const withDefaultTypes = (reading: Reading): Reading => ({
  ...reading,
  events: reading.events.map((event) => (event.type === '' ? { ...event, type: defaults.type } : event)),
})

/** What a target is to say of a stream with this meaning. */
export const expectationOf = ({ events, lastEventId, retry }: Decoded, exposed: Exposed): Reading => ({
  events: events.map((event) => Object.fromEntries(shown(exposed).map((key) => [key, event[key]]))),
  ...(exposed.id ? { lastEventId } : {}),
  ...(exposed.retry ? { retry: retry ?? exposed.defaultRetry } : {}),
})
