import { clause } from '../../spec/clauses.ts'
import { select } from '../../suites/select.ts'
import { cases } from '../../suites/suites.ts'
import { checkPatterns, type Flags, readPatterns } from './options.ts'
import type { Terminal } from './terminal.ts'

/** Prints the cases that the patterns choose, a line each. */
export const list = (flags: Flags, { out }: Terminal): number => {
  const [only, skip] = [readPatterns(flags.only), readPatterns(flags.skip)]
  checkPatterns(
    [...only, ...skip],
    cases.map(({ id }) => id),
  )
  const chosen = select(cases, { only, skip })
  const rows = chosen.map(({ id, title, clause: clauseId }) => ({ id, title, clause: clauseId, level: clause(clauseId).level }))
  if (flags.json) out(`${JSON.stringify(rows, undefined, 2)}\n`)
  else out(rows.map(({ id, title, level }) => `${level.padEnd(6)}  ${id.padEnd(44)}  ${title}\n`).join(''))
  return 0
}
