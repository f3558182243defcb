import pc from 'picocolors'
import { exitCode, type Results } from '../../spec/results.ts'
import { type CaseSummary, type Renames, type RunOptions, run, type Target } from '../../suites/index.ts'
import { json, jsonArray } from '../json.ts'
import { reporters } from '../reporters.ts'
import { textWith } from '../text.ts'
import type { Config } from './config.ts'
import { listenForInterrupt } from './interrupt.ts'
import type { Flags } from './options.ts'
import { prepareOut, writeReport } from './out.ts'
import { planOf, tellPlan } from './plan.ts'
import { createProgress, noProgress } from './progress.ts'
import { settleBaseline } from './settle-baseline.ts'
import type { Terminal } from './terminal.ts'

/** What a command judges. */
export type Assignment = {
  /** How the files of the reports are called. */
  readonly files: string
  /** An array of documents even where there is only one. */
  readonly isSelfRun?: boolean
  readonly targets: (config: Config, name: string | undefined) => readonly Target[]
  /** About how many requests these cases send to the targets; a role without a network sends none. */
  readonly requests?: (cases: readonly CaseSummary[], targets: readonly Target[]) => number
  /** Old ids of cases. Default: those of the kit. */
  readonly renames?: Renames
}

/** Judges the targets, tells what came of it and returns the exit code. */
export const judgeTargets = async (flags: Flags, terminal: Terminal, assignment: Assignment): Promise<number> => {
  const plan = await planOf(flags, assignment)
  if (flags.dryRun) return tellPlan(plan, flags, assignment, terminal)
  const { options, targets, files } = plan
  const out = prepareOut(options.out)
  const interruption = listenForInterrupt()
  try {
    const judged: Results[] = []
    for (const target of targets) judged.push(await judgeOne(target, { ...options, signal: interruption.signal }, flags, terminal))
    const { runs, note } = await settleBaseline(judged, options, files)
    tell(runs, flags, assignment, terminal)
    const written = await write(runs, options.report ?? ['html', 'json'], out, assignment)
    if (!flags.json) terminal.out(`${pc.dim(written.join('  '))}\n`)
    if (note !== '') terminal[flags.json ? 'err' : 'out'](note)
    return exitCode(runs)
  } finally {
    interruption.stop()
  }
}

const judgeOne = async (target: Target, options: RunOptions, { json, quiet }: Flags, terminal: Terminal): Promise<Results> => {
  const progress = json || quiet ? noProgress : createProgress(terminal, pc, target.role)
  try {
    return await run(target, {
      ...options,
      onPlan: (cases) => progress.plan(cases.length),
      onInvitation({ url, what }) {
        progress.clear()
        terminal[json ? 'err' : 'out'](`${url}  ${pc.dim(what)}\n`)
      },
      onVerdict: progress.verdict,
    })
  } finally {
    progress.clear()
  }
}

const tell = (runs: readonly Results[], { json: asJson, quiet, verbose }: Flags, { isSelfRun }: Assignment, { out }: Terminal): void => {
  if (asJson) out(isSelfRun ? jsonArray(runs) : json(runs))
  else out(textWith({ paint: pc, ...(quiet ? { show: 'conclusion' } : verbose ? { show: 'all' } : {}) })(runs))
}

const write = async (
  runs: readonly Results[],
  names: readonly string[],
  out: string,
  { files, isSelfRun }: Assignment,
): Promise<readonly string[]> => {
  const written: string[] = []
  for (const name of names) {
    const { load, ending } = reporters[name as keyof typeof reporters]
    const report = name === 'json' && isSelfRun ? jsonArray : await load()
    written.push(writeReport(out, `${files}.${ending}`, report(runs)))
  }
  return written
}
