import type { LintLine } from '../../spec/lint.ts'

/** The lines, with how many of the stream are left out before each. */
export const withGaps = (lines: readonly LintLine[]): readonly { readonly gap: number; readonly line: LintLine }[] =>
  lines.map((line, index) => ({ gap: line.number - (lines[index - 1]?.number ?? 0) - 1, line }))
