import { type LintConclusion, type LintEnd, type LintStart, summarizeLint, weightOf } from '../../spec/lint.ts'
import { visible } from '../../spec/visible.ts'
import { duration, plural } from '../words.ts'

export const conclusions: Readonly<Record<LintConclusion, string>> = {
  conforms: 'Conforms',
  'does-not-conform': 'Does not conform',
  unclear: 'Unclear',
  'nothing-to-lint': 'Nothing to lint',
}

export const remarksInWords = (end: LintEnd): string => {
  const { violations, warnings, notes } = summarizeLint(end)
  return `${plural(violations, 'violation')}, ${plural(warnings, 'warning')}, ${plural(notes, 'note')}`
}

/** How much was read. */
export const sizeInWords = ({ bytes, lines, events, durationMs }: LintEnd): string =>
  `${plural(bytes, 'byte')}, ${plural(lines, 'line')}, ${plural(events, 'event')} in ${duration(durationMs)}`

/** What a reader is left with. */
export const stateInWords = ({ lastEventId, retry }: LintEnd): string =>
  `last event ID "${visible(lastEventId)}", reconnection time ${retry === null ? 'not set' : `${retry} ms`}`

/** Why the reading ended, unless the stream did. */
export const endInWords = ({ how, reason }: LintEnd): string | undefined =>
  ({
    ended: undefined,
    stopped: 'stopped as asked, before the stream ended',
    interrupted: 'interrupted before the stream ended',
    broken: `reading broke off before the stream ended${reason === undefined ? '' : `: ${reason}`}`,
  })[how]

export const responseInWords = ({ response }: LintStart): string | undefined =>
  response && `${response.status} · ${response.contentType ?? 'no Content-Type'}`

export const nothingRead = 'not one byte came, so nothing is said of the stream'

/** The clauses that remarks are of, in the order in which they matter. */
export const worstFirst = (remarks: LintEnd['remarks']): LintEnd['remarks'] => {
  const rank = (remark: LintEnd['remarks'][number]) => ['violation', 'warning', 'note'].indexOf(weightOf(remark))
  return remarks.toSorted((one, other) => rank(one) - rank(other))
}
