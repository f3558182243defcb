import pc from 'picocolors'
import type { LintEnd, LintLine, LintStart } from '../../../spec/lint.ts'
import { lintEndText, lintLineText, lintStartText } from '../../lint/text.ts'
import type { Terminal } from '../terminal.ts'

/** Tells a lint while it goes on. */
export type Voice = {
  readonly start: (start: LintStart) => void
  readonly line: (line: LintLine) => void
  readonly end: (end: LintEnd) => void
  /** Prints what was told since the last time, and waits until it was taken. */
  readonly flush: () => Promise<void>
}

/** What is told at once is printed at once: a write for each line would cost more than all else. */
const createPage = ({ out, drained }: Terminal) => {
  let text = ''
  return {
    write(more: string) {
      text += more
    },
    async flush() {
      if (text !== '') out(text)
      text = ''
      await drained?.()
    },
  }
}

export const jsonLines = (terminal: Terminal): Voice => {
  const { write, flush } = createPage(terminal)
  return {
    start: (start) => write(`${JSON.stringify({ start })}\n`),
    line: (line) => write(`${JSON.stringify({ line })}\n`),
    end: (end) => write(`${JSON.stringify({ end })}\n`),
    flush,
  }
}

/** For people; `isQuiet` leaves out the lines without a remark. */
export const prose = (terminal: Terminal, isQuiet: boolean): Voice => {
  const { write, flush } = createPage(terminal)
  return {
    start: (start) => write(lintStartText(start, pc)),
    line(line) {
      if (!isQuiet || line.remarks.length > 0) write(lintLineText(line, pc, terminal.screen?.columns || undefined))
    },
    end: (end) => write(lintEndText(end, pc)),
    flush,
  }
}
