import type { LintedLine } from '../../../reference/index.ts'
import type { LintEnd, LintLine, LintRemark } from '../../../spec/lint.ts'

/** Counts what a stream holds, and what is to say of it. */
export type Tally = {
  readonly remark: (remarks: readonly LintRemark[]) => void
  readonly line: (read: LintedLine, told: LintLine) => void
  readonly events: () => number
  readonly end: () => Omit<LintEnd, 'how' | 'reason' | 'durationMs'>
}

export const createTally = (): Tally => {
  const remarks = new Map<string, LintEnd['remarks'][number]>()
  const sums = { bytes: 0, lines: 0, events: 0, lastEventId: '', retry: null as number | null }
  const remark = (ones: readonly LintRemark[]) => {
    for (const { clause, level } of ones) remarks.set(clause, { clause, level, count: (remarks.get(clause)?.count ?? 0) + 1 })
  }
  return {
    remark,
    line({ bytes, event, retry, lastEventId }, told) {
      remark(told.remarks)
      sums.bytes += bytes.length
      if (bytes.length > 0) sums.lines += 1
      if (event) sums.events += 1
      sums.retry = retry ?? sums.retry
      sums.lastEventId = lastEventId ?? sums.lastEventId
    },
    events: () => sums.events,
    end: () => ({ ...sums, remarks: [...remarks.values()] }),
  }
}
