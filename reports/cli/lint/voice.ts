import pc from 'picocolors'
import type { LintEnd, LintLine, LintStart } from '../../../spec/lint.ts'
import { lintEndText, lintLineText, lintStartText } from '../../lint/text.ts'
import type { Terminal } from '../terminal.ts'

/** Tells a lint while it goes on. */
export type Voice = {
  readonly start: (start: LintStart) => void
  readonly line: (line: LintLine) => void
  readonly end: (end: LintEnd) => void
}

export const jsonLines = ({ out }: Terminal): Voice => ({
  start: (start) => out(`${JSON.stringify({ start })}\n`),
  line: (line) => out(`${JSON.stringify({ line })}\n`),
  end: (end) => out(`${JSON.stringify({ end })}\n`),
})

/** For people; `isQuiet` leaves out the lines without a remark. */
export const prose = ({ out }: Terminal, isQuiet: boolean): Voice => ({
  start: (start) => out(lintStartText(start, pc)),
  line(line) {
    if (!isQuiet || line.remarks.length > 0) out(lintLineText(line, pc))
  },
  end: (end) => out(lintEndText(end, pc)),
})
