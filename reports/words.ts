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
