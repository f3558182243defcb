import { type Excuse, obsoleteEntries, type SettledEntry } from '../spec/baseline.ts'
import {
  type Conclusion,
  type DatalessTrigger,
  type Dialect,
  type Results,
  type Summary,
  summarize,
  type WatchedStream,
} from '../spec/results.ts'

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

/** "12 events and 2 comments in 10.0 s over HTTP/1.1 (3.4 KB), the longest silence 1.2 s". */
export const watchedInWords = ({ http, bytes, events, comments, lasted, longestSilence, ended }: WatchedStream): string =>
  `${plural(events, 'event')} and ${plural(comments, 'comment')} in ${duration(lasted)} over HTTP/${http} (${amount(bytes)}), the longest silence ${duration(longestSilence)}${ended ? '; the server ended the stream' : ''}`

/** "84 bytes", "3.4 KB", "1.2 MB". */
const amount = (bytes: number): string => {
  if (bytes < 1000) return plural(bytes, 'byte')
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`
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

/** How much stands behind a conclusion; the first line of every summary. */
export const judgedCount = ({ mustsJudged, mustsNotObserved, mustsHeldBack, unlock, known }: Summary): string => {
  const parts = [
    `${plural(mustsJudged, 'MUST')} judged`,
    `${mustsNotObserved} not observed${unlock === undefined ? '' : ` (${unlock.option} would show ${shareOf(unlock.musts, mustsNotObserved)})`}`,
    ...(mustsHeldBack > 0 ? [`${mustsHeldBack} held back (--allow-heavy)`] : []),
    ...(known > 0 ? [plural(known, 'known failure')] : []),
  ]
  return parts.join(' · ')
}

const shareOf = (some: number, all: number): string => {
  if (some < all) return `${some} of them`
  return all === 1 ? 'it' : 'all of them'
}

/** A conclusion as a heading says it. */
export const conclusionWords: Readonly<Record<Conclusion, string>> = {
  conforms: 'Conforms',
  'known-failures': 'Known failures only',
  'does-not-conform': 'Does not conform',
  'gate-closed': 'Gate closed',
  unclear: 'Unclear',
  'nothing-judged': 'Nothing judged',
  'not-started': 'Not started',
}

/** "1 violation, 2 warnings, 0 notes", and the errors if there are any. */
export const countsInWords = ({ violations, warnings, notes, errors }: Summary): string =>
  `${plural(violations, 'violation')}, ${plural(warnings, 'warning')}, ${plural(notes, 'note')}${errors > 0 ? `, ${plural(errors, 'error')}` : ''}`

/** Where a known failure is followed, who is to put it right, and until when it is let pass. */
export const termsOf = ({ issue, owner, expires }: Excuse): string =>
  [issue, owner, expires && `until ${expires}`].filter(Boolean).join(' · ')

/** What closes the gate beside violations, as a sentence; empty where nothing does. */
export const gateInWords = (results: Results): string => {
  const obsolete = obsoleteEntries(results)
  const count = (wanted: SettledEntry['state']) => obsolete.filter(({ state }) => state === wanted).length
  const { warnings } = summarize(results)
  const parts = [
    ...(results.failOn === 'should' && warnings > 0 ? [`${plural(warnings, 'broken SHOULD')} (--fail-on should)`] : []),
    ...(count('stale') > 0 ? [plural(count('stale'), 'stale entry', 'stale entries')] : []),
    ...(count('expired') > 0 ? [plural(count('expired'), 'expired entry', 'expired entries')] : []),
  ]
  const where = obsolete.length > 0 ? ` of ${results.baseline?.file ?? 'the baseline'}` : ''
  return parts.length === 0 ? '' : `the gate is closed by ${parts.join(', ')}${where}`
}

/** What is to be done about an entry of the baseline that is stale or expired. */
export const remedyOf = ({ state, expires }: SettledEntry, file = 'the baseline'): string =>
  state === 'expired'
    ? `excuses nothing since its last day, ${expires}; put the failure right, or give the entry a later day in ${file}`
    : `was judged, and nothing of it fails any more; take the entry out of ${file}`
