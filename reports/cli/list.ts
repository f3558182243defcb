import { clause } from '../../spec/clauses.ts'
import type { CaseSummary } from '../../suites/case.ts'
import { select } from '../../suites/select.ts'
import { cases } from '../../suites/suites.ts'
import type { Flags } from './options.ts'
import { checkPatterns, readPatterns } from './patterns.ts'
import type { Terminal } from './terminal.ts'

/** Prints the cases that the patterns choose, a line each. */
export const list = (flags: Flags, { out }: Terminal): number => {
  const [only, skip] = [readPatterns(flags.only), readPatterns(flags.skip)]
  checkPatterns(
    [...only, ...skip],
    cases.map(({ id }) => id),
  )
  const chosen = select(cases, { only, skip })
  if (flags.json) out(`${JSON.stringify(rowsOf(chosen), undefined, 2)}\n`)
  else out(listText(chosen))
  return 0
}

/** Cases, each with its level and its weight. */
export const rowsOf = (chosen: readonly CaseSummary[]) =>
  chosen.map(({ id, title, clause: clauseId, weight = 'light' }) => ({
    id,
    title,
    clause: clauseId,
    level: clause(clauseId).level,
    weight,
  }))

/** Cases, a line each. */
export const listText = (chosen: readonly CaseSummary[]): string =>
  rowsOf(chosen)
    .map(({ id, title, level, weight }) => `${level.padEnd(6)}  ${id.padEnd(44)}  ${title}${weight === 'heavy' ? ' · heavy' : ''}\n`)
    .join('')
