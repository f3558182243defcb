import { type Steps, type Stream, standard } from '../decoder/steps.ts'
import { type Mutant, mutant } from './mutant.ts'

/** Splits a field line in its own way; comments and blank lines are read as the standard reads them. */
const splitting = (split: (line: string) => readonly [name: string, value: string] | undefined): Partial<Steps> => ({
  line(stream, line) {
    if (line === '' || line.startsWith(':')) return standard.line(stream, line)
    const parts = split(line)
    if (parts) stream.steps.field(stream, ...parts)
  },
})

const raw = (line: string): readonly [string, string] => {
  const colon = line.indexOf(':')
  return colon === -1 ? [line, ''] : [line.slice(0, colon), line.slice(colon + 1)]
}
const unspaced = (value: string) => (value.startsWith(' ') ? value.slice(1) : value)
const valued = (change: (value: string, line: string) => string) => splitting((line) => [raw(line)[0], change(raw(line)[1], line)])
const named = (change: (name: string) => string): Partial<Steps> => ({
  field: (stream, name, value) => standard.field(stream, change(name), value),
})

const clear = (stream: Stream) => {
  stream.data = ''
  stream.eventType = ''
}

const known = ['data', 'event', 'id', 'retry']
const whenUnknown = (act: (stream: Stream, name: string, value: string) => void): Partial<Steps> => ({
  field: (stream, name, value) => (known.includes(name) ? standard.field(stream, name, value) : act(stream, name, value)),
})

/** Wrong about comments, and about what is a field's name and what its value. */
export const fieldMutants: readonly Mutant[] = [
  mutant('comment-is-data', 'comment.ignored', 'takes the text of a comment for data', {
    comment: (stream, line) => stream.steps.data(stream, line.slice(1)),
  }),
  mutant('comment-is-field', 'comment.ignored', 'reads the text of a comment as a field', {
    comment: (stream, line) => stream.steps.line(stream, line.slice(1).trimStart() || ':x'),
  }),
  mutant('comment-ends-block', 'comment.ignored', 'dispatches at a comment', { comment: (stream) => stream.steps.dispatch(stream) }),
  mutant('comment-clears-block', 'comment.ignored', 'forgets the block at a comment', { comment: clear }),
  mutant('comment-fires', 'comment.ignored', 'hands a comment over as an event', {
    comment: (stream) => stream.on.onEvent({ type: 'message', data: '', lastEventId: stream.lastEventId }),
  }),
  mutant(
    'last-colon',
    'field.colon',
    'splits at the last colon',
    splitting((line) => {
      const colon = line.lastIndexOf(':')
      return colon === -1 ? [line, ''] : [line.slice(0, colon), unspaced(line.slice(colon + 1))]
    }),
  ),
  mutant(
    'up-to-second-colon',
    'field.colon',
    'drops a value from its own first colon on',
    valued((value) => unspaced(value.split(':')[0] as string)),
  ),
  mutant(
    'splits-at-colon-space',
    'field.colon',
    'splits at the first colon that a space follows',
    splitting((line) => {
      const at = line.search(/: /)
      return at === -1 ? [raw(line)[0], raw(line)[1]] : [line.slice(0, at), line.slice(at + 2)]
    }),
  ),
  mutant(
    'needs-space',
    'field.space',
    'ignores a field without a space after its colon',
    splitting((line) => (/^[^:]*(: |$)/.test(line) ? [raw(line)[0], unspaced(raw(line)[1])] : undefined)),
  ),
  mutant(
    'skips-first-character',
    'field.space',
    'drops the first character of a value, space or not',
    valued((value) => value.slice(1)),
  ),
  mutant(
    'keeps-space',
    'field.space',
    'keeps the space after the colon',
    valued((value) => value),
  ),
  mutant(
    'trims-value',
    'field.space',
    'trims the value',
    valued((value) => value.trim()),
  ),
  mutant(
    'trims-start',
    'field.space',
    'removes all spaces at the start of a value',
    valued((value) => value.replace(/^ +/, '')),
  ),
  mutant(
    'trims-end',
    'field.space',
    'removes white space at the end of a value',
    valued((value) => unspaced(value).trimEnd()),
  ),
  mutant(
    'drops-tab',
    'field.space',
    'takes a tab for the space after the colon',
    valued((value) => value.replace(/^[ \t]/, '')),
  ),
  mutant(
    'drops-two-spaces',
    'field.space',
    'removes up to two spaces',
    valued((value) => value.replace(/^ {1,2}/, '')),
  ),
  mutant(
    'drops-any-space',
    'field.space',
    'takes any Unicode space for the space after the colon',
    valued((value) => value.replace(/^\s/u, '')),
  ),
  mutant(
    'needs-colon',
    'field.no-colon',
    'ignores a line without a colon',
    splitting((line) => (line.includes(':') ? [raw(line)[0], unspaced(raw(line)[1])] : undefined)),
  ),
  mutant(
    'no-colon-is-data',
    'field.no-colon',
    'takes a line without a colon for data',
    splitting((line) => (line.includes(':') ? [raw(line)[0], unspaced(raw(line)[1])] : ['data', line])),
  ),
  mutant(
    'no-colon-repeats-name',
    'field.no-colon',
    'takes the name of a line without a colon for its value',
    splitting((line) => (line.includes(':') ? [raw(line)[0], unspaced(raw(line)[1])] : [line, line])),
  ),
  mutant(
    'no-colon-loses-last',
    'field.no-colon',
    'drops the last character of a line without a colon',
    splitting((line) => (line.includes(':') ? [raw(line)[0], unspaced(raw(line)[1])] : [line.slice(0, -1), line])),
  ),
  mutant(
    'any-case',
    'field.exact-name',
    'compares names without case',
    named((name) => name.toLowerCase()),
  ),
  mutant(
    'trims-name',
    'field.exact-name',
    'trims names',
    named((name) => name.trim()),
  ),
  mutant(
    'trims-controls',
    'field.exact-name',
    'drops control characters and marks from names',
    named((name) => name.replace(/[\0-\x1f\u00ad\u200b-\u200f\ufeff]/g, '')),
  ),
  mutant(
    'name-letters-only',
    'field.exact-name',
    'drops all but letters from names',
    named((name) => name.replace(/[^a-z]/gi, '')),
  ),
  mutant(
    'name-prefix',
    'field.exact-name',
    'looks only at how a name begins',
    named((name) => known.find((field) => name.startsWith(field)) ?? name),
  ),
  mutant(
    'name-suffix',
    'field.exact-name',
    'looks only at how a name ends',
    named((name) => known.find((field) => name.endsWith(field)) ?? name),
  ),
  mutant(
    'name-abbreviated',
    'field.exact-name',
    'takes the beginning of a name for the name',
    named((name) => known.find((field) => name.length > 1 && field.startsWith(name)) ?? name),
  ),
  mutant(
    'name-folded',
    'field.exact-name',
    'takes look-alike letters for ASCII letters',
    named((name) => name.normalize('NFKC').toLowerCase()),
  ),
  mutant(
    'unknown-is-data',
    'field.unknown',
    'takes the value of an unknown field for data',
    whenUnknown((stream, _, value) => stream.steps.data(stream, value)),
  ),
  mutant('unknown-clears-block', 'field.unknown', 'forgets the block at an unknown field', whenUnknown(clear)),
  mutant(
    'unknown-ends-block',
    'field.unknown',
    'dispatches at an unknown field',
    whenUnknown((stream) => stream.steps.dispatch(stream)),
  ),
  mutant(
    'unknown-is-type',
    'field.unknown',
    'takes an unknown name for the event type',
    whenUnknown((stream, name) => stream.steps.event(stream, name)),
  ),
  mutant(
    'unknown-fires',
    'field.unknown',
    'hands an unknown field over as an event',
    whenUnknown((stream, type, data) => stream.on.onEvent({ type, data, lastEventId: '' })),
  ),
]
