import { readFileSync, writeFileSync } from 'node:fs'
import type { Baseline, BaselineEntry } from '../../spec/baseline.ts'
import { closesGate } from '../../spec/gate.ts'
import type { Results } from '../../spec/results.ts'
import type { Renames } from '../../suites/renames.ts'
import { matcher } from '../../suites/select.ts'
import { UsageError } from './usage-error.ts'

/** Stands where a person is to say why. */
export const placeholder = 'replace this sentence: why does it fail, and why may it?'

/**
 * A baseline for what fails now: entries that still apply stay as they are, stale ones go, and each failure that none excuses gets one of
 * its own. Where an expired entry told why, its words are kept, but not its day; what it was about and did not run stays expired.
 */
export const renewBaseline = (runs: readonly Results[], before: Baseline, renames?: Renames): Baseline => {
  const stateOf = (entry: BaselineEntry) =>
    runs
      .flatMap(({ baseline }) => baseline?.entries ?? [])
      .find((settled) => settled.case === entry.case && settled.expires === entry.expires)?.state
  const verdicts = runs.flatMap((results) =>
    results.verdicts.map((verdict) => ({ ...verdict, closes: closesGate(verdict, results.failOn) })),
  )
  const expired = before.entries.filter((entry) => stateOf(entry) === 'expired')
  const isJudged = (entry: BaselineEntry) => verdicts.some((verdict) => matcher([entry.case], renames)(verdict.case))
  const kept = before.entries.filter((entry) => stateOf(entry) !== 'stale' && !(expired.includes(entry) && isJudged(entry)))
  const failures = verdicts.filter(({ outcome, closes }) => outcome === 'fail' && closes)
  const added = failures.map(({ case: id }): BaselineEntry => {
    const former = expired.find((entry) => matcher([entry.case], renames)(id))
    const { reason, issue, owner } = former ?? { reason: placeholder }
    return { case: id, reason, ...(issue === undefined ? {} : { issue }), ...(owner === undefined ? {} : { owner }) }
  })
  return { ...before, entries: [...kept, ...added] }
}

/** Writes a baseline, JSON or YAML by the ending of the file; the comments of the file it comes from stay with their entries. */
export const saveBaseline = async (file: string, { entries }: Baseline, from: string | undefined): Promise<void> => {
  const text = file.endsWith('.json') ? `${JSON.stringify({ entries }, undefined, 2)}\n` : await yamlOf(entries, from)
  try {
    writeFileSync(file, text)
  } catch (error) {
    throw new UsageError(`cannot write the baseline ${file}: ${(error as NodeJS.ErrnoException).code}; name another with --write-baseline`)
  }
}

const yamlOf = async (entries: readonly BaselineEntry[], from: string | undefined): Promise<string> => {
  const { Document, isMap, isSeq, parseDocument } = await import('yaml')
  const document = from === undefined || from.endsWith('.json') ? new Document({ entries: [] }) : parseDocument(readFileSync(from, 'utf8'))
  const list = document.get('entries')
  if (!isSeq(list)) return new Document({ entries }).toString({ lineWidth: 0 })
  const texts = new Set(entries.map((entry) => JSON.stringify(entry)))
  const there = list.items.map((item) => JSON.stringify(isMap(item) ? item.toJS(document) : item))
  list.items = list.items.filter((_, index) => texts.has(there[index] ?? ''))
  for (const entry of entries) if (!there.includes(JSON.stringify(entry))) list.add(document.createNode(entry))
  list.flow = false
  return document.toString({ lineWidth: 0 })
}
