import type { Results } from '../../spec/results.ts'
import { applyBaseline } from '../../suites/index.ts'
import { plural } from '../words.ts'
import type { BaselineFiles } from './baseline.ts'
import type { Settings } from './options.ts'
import { placeholder, renewBaseline, saveBaseline } from './write-baseline.ts'

/** The runs of one command under one baseline: the one that was read, or with --write-baseline the one that was made of it. */
export const settleBaseline = async (
  judged: readonly Results[],
  { baseline, renames }: Settings,
  { from, to }: BaselineFiles,
): Promise<{ readonly runs: readonly Results[]; readonly note: string }> => {
  const runs = baseline ? applyBaseline(judged, baseline, renames) : judged
  if (to === undefined) return { runs, note: '' }
  if (runs.some(({ setup, interrupted }) => setup || interrupted))
    return { runs, note: `${to} was not written: the run did not come to its end\n` }
  const renewed = renewBaseline(runs, baseline ?? { entries: [] }, renames)
  await saveBaseline(to, renewed, from)
  const open = renewed.entries.filter(({ reason }) => reason === placeholder).length
  const todo = open > 0 ? `; replace the reason of ${open}` : ''
  const told = `${to} was written: ${plural(renewed.entries.length, 'entry', 'entries')}${todo}\n`
  return { runs: applyBaseline(runs, { ...renewed, file: to }, renames), note: told }
}
