import type { DatalessTrigger, Dialect } from '../spec/results.ts'

const triggers: Readonly<Record<DatalessTrigger, string>> = {
  type: 'a type',
  'event-field': 'an event field',
  id: 'an ID',
  'id-field': 'an id field',
  'last-id': 'an ID before it in the stream',
  retry: 'a reconnection time',
  'retry-field': 'a retry field',
  'blank-line': 'nothing at all',
}

/** A dialect as a sentence. */
export const dialectInWords = ({ id, dataless, emptyData }: Dialect): string => {
  const differences = [
    ...(id === 'block' ? ['an event carries only the ID of its own block'] : []),
    ...(dataless.length > 0
      ? [`a block without data is dispatched when it has ${dataless.map((trigger) => triggers[trigger]).join(' or ')}`]
      : []),
    ...(emptyData === 'dropped' ? ['an event with empty data is dropped'] : []),
  ]
  return differences.length === 0 ? 'dispatches as browsers do' : `${differences.join('; ')} (lawful for a reader that is no browser)`
}

/** "1 case", "2 cases". */
export const plural = (count: number, one: string, many = `${one}s`): string => `${count.toLocaleString('en')} ${count === 1 ? one : many}`

/** "84 ms", "10.4 s", "2 min 5 s". */
export const duration = (ms: number): string => {
  if (ms < 1000) return `${Math.round(ms)} ms`
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`
}

/** A time in ISO 8601 as "2026-11-22 09:14:03 UTC". */
export const moment = (time: string): string => time.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?Z$/, '$1 $2 UTC')
